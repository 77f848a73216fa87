@echo off
rem Starts mnist-dl4j: runs the jar beside this file with all arguments.
rem JAVA_HOME says which Java; JAVA_OPTS has options for it, such as -Xmx4g.
setlocal
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
"%java%" %JAVA_OPTS% -jar "%~dp0mnist-dl4j-${project.version}.jar" %*
exit /b %ERRORLEVEL%
