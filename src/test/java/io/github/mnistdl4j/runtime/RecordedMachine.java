package io.github.mnistdl4j.runtime;

/** Excerpts of what processors of several makers say of themselves. */
enum RecordedMachine {
  AMD_ZEN_4(
      """
      processor	: 0
      vendor_id	: AuthenticAMD
      cpu family	: 25
      model		: 17
      model name	: AMD EPYC
      flags		: fpu vme de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat pse36 clflush mmx fxsr sse sse2 ht syscall nx mmxext fxsr_opt pdpe1gb rdtscp lm constant_tsc rep_good nopl xtopology nonstop_tsc cpuid extd_apicid tsc_known_freq pni pclmulqdq ssse3 fma cx16 pcid sse4_1 sse4_2 x2apic movbe popcnt tsc_deadline_timer aes xsave avx f16c rdrand hypervisor lahf_lm cmp_legacy cr8_legacy abm sse4a misalignsse 3dnowprefetch osvw topoext vmmcall fsgsbase tsc_adjust bmi1 avx2 smep bmi2 erms invpcid avx512f avx512dq rdseed adx smap avx512ifma clflushopt clwb avx512cd sha_ni avx512bw avx512vl xsaveopt xsavec xgetbv1 xsaves avx512_bf16 clzero xsaveerptr arat avx512vbmi umip avx512_vbmi2 gfni vaes vpclmulqdq avx512_vnni avx512_bitalg avx512_vpopcntdq rdpid fsrm
      bogomips	: 5192.29

      processor	: 1
      vendor_id	: AuthenticAMD
      model name	: another core, which does not count
      flags		: fpu

      MemTotal:       24684084 kB
      MemFree:        21043256 kB
      """,
      "AMD EPYC",
      "sse4_2 avx fma avx2 avx512f avx512dq avx512bw avx512vl avx512_vnni avx512_bf16",
      25_276_502_016L),

  AMD_ZEN_5(
      """
      vendor_id	: AuthenticAMD
      cpu family	: 26
      model		: 2
      model name	: AMD EPYC 9755 128-Core Processor
      flags		: fpu sse sse2 ht pni pclmulqdq ssse3 fma cx16 sse4_1 sse4_2 movbe popcnt aes xsave avx f16c rdrand abm sse4a bmi1 avx2 smep bmi2 erms invpcid avx512f avx512dq rdseed adx smap avx512ifma clflushopt clwb avx512cd sha_ni avx512bw avx512vl xsaveopt avx_vnni avx512_bf16 avx512vbmi umip avx512_vbmi2 gfni vaes vpclmulqdq avx512_vnni avx512_bitalg avx512_vpopcntdq rdpid movdiri movdir64b avx512_vp2intersect
      """,
      "AMD EPYC 9755 128-Core Processor",
      "sse4_2 avx fma avx2 avx512f avx512dq avx512bw avx512vl avx512_vnni avx512_bf16",
      0),

  /** Its sme is Secure Memory Encryption, not ARM's Scalable Matrix Extension. */
  AMD_ZEN_2(
      """
      vendor_id	: AuthenticAMD
      cpu family	: 23
      model		: 113
      model name	: AMD Ryzen 7 3800X 8-Core Processor
      flags		: fpu sse sse2 ht pni pclmulqdq monitor ssse3 fma cx16 sse4_1 sse4_2 movbe popcnt aes xsave avx f16c rdrand abm sse4a hw_pstate sme ssbd mba sev bmi1 avx2 smep bmi2 sha_ni umip
      """,
      "AMD Ryzen 7 3800X 8-Core Processor",
      "sse4_2 avx fma avx2",
      0),

  INTEL_ICE_LAKE(
      """
      vendor_id	: GenuineIntel
      cpu family	: 6
      model		: 106
      model name	: Intel(R) Xeon(R) Platinum 8375C CPU @ 2.90GHz
      flags		: fpu sse sse2 ss ht pni pclmulqdq ssse3 fma cx16 sse4_1 sse4_2 x2apic movbe popcnt aes xsave avx f16c rdrand hypervisor bmi1 avx2 smep bmi2 avx512f avx512dq rdseed adx smap avx512ifma clflushopt clwb avx512cd sha_ni avx512bw avx512vl avx512vbmi avx512_vbmi2 gfni vaes vpclmulqdq avx512_vnni avx512_bitalg avx512_vpopcntdq
      """,
      "Intel(R) Xeon(R) Platinum 8375C CPU @ 2.90GHz",
      "sse4_2 avx fma avx2 avx512f avx512dq avx512bw avx512vl avx512_vnni",
      0),

  INTEL_SKYLAKE_X(
      """
      vendor_id	: GenuineIntel
      cpu family	: 6
      model		: 85
      model name	: Intel(R) Xeon(R) Platinum 8175M CPU @ 2.50GHz
      flags		: fpu sse sse2 ss ht pni pclmulqdq ssse3 fma cx16 sse4_1 sse4_2 x2apic movbe popcnt aes xsave avx f16c rdrand hypervisor bmi1 avx2 smep bmi2 mpx avx512f avx512dq rdseed adx smap clflushopt clwb avx512cd avx512bw avx512vl pku ospke
      """,
      "Intel(R) Xeon(R) Platinum 8175M CPU @ 2.50GHz",
      "sse4_2 avx fma avx2 avx512f avx512dq avx512bw avx512vl",
      0),

  INTEL_SAPPHIRE_RAPIDS(
      """
      vendor_id	: GenuineIntel
      cpu family	: 6
      model		: 143
      model name	: Intel(R) Xeon(R) Platinum 8488C
      flags		: fpu sse sse2 ss ht pni pclmulqdq ssse3 fma cx16 sse4_1 sse4_2 x2apic movbe popcnt aes xsave avx f16c rdrand hypervisor bmi1 avx2 smep bmi2 avx512f avx512dq rdseed adx smap avx512ifma clflushopt clwb avx512cd sha_ni avx512bw avx512vl avx_vnni avx512_bf16 avx512vbmi umip pku ospke avx512_vbmi2 gfni vaes vpclmulqdq avx512_vnni avx512_bitalg avx512_vpopcntdq amx_bf16 avx512_fp16 amx_tile amx_int8
      """,
      "Intel(R) Xeon(R) Platinum 8488C",
      "sse4_2 avx fma avx2 avx512f avx512dq avx512bw avx512vl avx512_vnni avx512_bf16",
      0),

  /** Its efficient cores have no AVX-512. */
  INTEL_ALDER_LAKE(
      """
      vendor_id	: GenuineIntel
      cpu family	: 6
      model		: 151
      model name	: 12th Gen Intel(R) Core(TM) i7-12700K
      flags		: fpu sse sse2 ss ht pni pclmulqdq vmx ssse3 sdbg fma cx16 sse4_1 sse4_2 x2apic movbe popcnt aes xsave avx f16c rdrand abm bmi1 avx2 smep bmi2 erms rdseed adx smap clflushopt clwb sha_ni avx_vnni umip pku ospke gfni vaes vpclmulqdq rdpid
      """,
      "12th Gen Intel(R) Core(TM) i7-12700K",
      "sse4_2 avx fma avx2",
      0),

  /** AVX-512 in a form of its own. */
  INTEL_XEON_PHI(
      """
      vendor_id	: GenuineIntel
      cpu family	: 6
      model		: 87
      model name	: Intel(R) Xeon Phi(TM) CPU 7210 @ 1.30GHz
      flags		: fpu sse sse2 ss ht pni pclmulqdq ssse3 fma cx16 sse4_1 sse4_2 movbe popcnt aes xsave avx f16c rdrand bmi1 avx2 bmi2 avx512f rdseed adx avx512pf avx512er avx512cd
      """,
      "Intel(R) Xeon Phi(TM) CPU 7210 @ 1.30GHz",
      "sse4_2 avx fma avx2 avx512f",
      0),

  INTEL_KABY_LAKE(
      """
      vendor_id	: GenuineIntel
      cpu family	: 6
      model		: 142
      model name	: Intel(R) Core(TM) i7-8650U CPU @ 1.90GHz
      flags		: fpu sse sse2 ss ht pni pclmulqdq vmx ssse3 sdbg fma cx16 sse4_1 sse4_2 x2apic movbe popcnt aes xsave avx f16c rdrand abm bmi1 avx2 smep bmi2 mpx rdseed adx smap clflushopt
      """,
      "Intel(R) Core(TM) i7-8650U CPU @ 1.90GHz",
      "sse4_2 avx fma avx2",
      0),

  INTEL_ATOM(
      """
      vendor_id	: GenuineIntel
      model name	: Intel(R) Celeron(R) N4020 CPU @ 1.10GHz
      flags		: fpu sse sse2 pni pclmulqdq ssse3 cx16 sse4_1 sse4_2 movbe popcnt aes rdrand sha_ni
      """,
      "Intel(R) Celeron(R) N4020 CPU @ 1.10GHz",
      "sse4_2",
      0),

  GRAVITON_3(
      """
      processor	: 0
      BogoMIPS	: 2100.00
      Features	: fp asimd evtstrm aes pmull sha1 sha2 crc32 atomics fphp asimdhp cpuid asimdrdm jscvt fcma lrcpc dcpop sha3 sm3 sm4 asimddp sha512 sve asimdfhm dit uscat ilrcpc flagm ssbs paca pacg dcpodp svei8mm svebf16 i8mm bf16 dgh rng
      CPU implementer	: 0x41
      CPU architecture: 8
      CPU variant	: 0x1
      CPU part	: 0xd40
      CPU revision	: 1
      """,
      "Arm Neoverse-V1",
      "neon i8mm bf16 sve",
      0),

  APPLE_M1_IN_A_LINUX_MACHINE(
      """
      Features	: fp asimd evtstrm aes pmull sha1 sha2 crc32 atomics fphp asimdhp cpuid asimdrdm asimddp
      CPU implementer	: 0x61
      CPU part	: 0x000
      """,
      "ARM 0x61 0x000",
      "neon",
      0),

  APPLE_M1(
      """
      hw.ncpu: 8
      hw.memsize: 17179869184
      hw.perflevel0.physicalcpu: 4
      hw.optional.arm.FEAT_DotProd: 1
      hw.optional.arm.FEAT_BF16: 0
      hw.optional.arm.FEAT_I8MM: 0
      hw.optional.floatingpoint: 1
      hw.optional.neon: 1
      hw.optional.watchpoint: 4
      hw.optional.AdvSIMD: 1
      hw.osenvironment:\s
      machdep.cpu.brand_string: Apple M1
      """,
      "Apple M1",
      "neon",
      17_179_869_184L),

  APPLE_M2(
      """
      hw.memsize: 25769803776
      hw.optional.arm.FEAT_BF16: 1
      hw.optional.arm.FEAT_I8MM: 1
      hw.optional.AdvSIMD: 1
      machdep.cpu.brand_string: Apple M2
      """,
      "Apple M2",
      "neon i8mm bf16",
      25_769_803_776L),

  INTEL_MAC(
      """
      hw.memsize: 17179869184
      hw.optional.sse4_1: 1
      hw.optional.sse4_2: 1
      hw.optional.avx1_0: 1
      hw.optional.fma: 1
      hw.optional.avx2_0: 1
      hw.optional.avx512f: 0
      hw.optional.avx512vl: 0
      machdep.cpu.brand_string: Intel(R) Core(TM) i7-4770HQ CPU @ 2.20GHz
      machdep.cpu.features: FPU VME DE PSE TSC SSE SSE2 SSE4.1 SSE4.2 AVX1.0
      """,
      "Intel(R) Core(TM) i7-4770HQ CPU @ 2.20GHz",
      "sse4_2 avx fma avx2",
      17_179_869_184L),

  WINDOWS("", "", "", 0);

  final String text;
  final String model;
  final String vectorExtensions;
  final long memoryBytes;

  RecordedMachine(String text, String model, String vectorExtensions, long memoryBytes) {
    this.text = text;
    this.model = model;
    this.vectorExtensions = vectorExtensions;
    this.memoryBytes = memoryBytes;
  }
}
