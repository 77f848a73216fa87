# Tables from "name|label" lines, in the order of the rows, and then the results of compare:
# round, name, seconds per epoch, seconds of the job, seconds of CPU, peak KiB, accuracy. With avx512=1
# the targets are those of a processor with AVX-512, where dense products are twice as fast.
FNR == NR { split($0, part, "|"); row[++rows] = part[1]; label[part[1]] = part[2]; next }
{ for (column = 3; column <= 7; column++) value[$2, column, $1] = $column
  rounds = $1 > rounds ? $1 : rounds }

# Median of a column; divided, round by round, by another row's if there is one.
function median(name, column, other,    n, r, i, x, sorted) {
  n = 0
  for (r = 1; r <= rounds; r++) {
    if (!((name, column, r) in value) || value[name, column, r] == "") continue
    if (other != "" && !((other, column, r) in value)) continue
    x = value[name, column, r] / (other == "" ? 1 : value[other, column, r])
    for (i = n++; i > 0 && sorted[i] > x; i--) sorted[i + 1] = sorted[i]
    sorted[i + 1] = x
  }
  return n ? (sorted[int((n + 1) / 2)] + sorted[int(n / 2) + 1]) / 2 : ""
}
function number(format, x) { return x == "" ? "" : sprintf(format, x) }
function bar(text, limit, x) {
  if (x != "") printf "| %s | %s | %.2f | %s |\n", text, limit, x, x <= limit ? "yes" : "no"
}

END {
  print "| | epoch, s | ours | job, s | ours | CPU, s | peak, MiB | ours | test accuracy |"
  print "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
  for (i = 1; i <= rows; i++) {
    name = row[i]
    ours = name == "djl" ? "fused-adam" : "fused"
    theirs = name !~ /^fused/
    whole = name != "floor"
    printf "| %s | %s | %s | %s | %s | %s | %s | %s | %s |\n", label[name],
      number("%.3f", median(name, 3)), theirs ? number("%.2f", median(ours, 3, name)) : "",
      whole ? number("%.1f", median(name, 4)) : "",
      whole && theirs ? number("%.2f", median(ours, 4, name)) : "",
      whole ? number("%.1f", median(name, 5)) : "",
      whole ? number("%.0f", median(name, 6) / 1024) : "",
      whole && theirs ? number("%.2f", median(ours, 6, name)) : "",
      whole ? number("%.4f", median(name, 7)) : ""
  }
  print "\n| ratio | target, at most | measured | met |"
  print "| --- | ---: | ---: | --- |"
  bar("epoch, to PyTorch's", avx512 ? 0.45 : 0.3, median("fused", 3, "torch"))
  bar("epoch, to the floor", avx512 ? 1.1 : 0.9, median("fused", 3, "floor"))
  bar("epoch, to stock Deeplearning4j's", 0.12, median("fused", 3, "stock"))
  bar("job, to PyTorch's", 0.42, median("fused", 4, "torch"))
  bar("CPU of the job, to PyTorch's", 0.45, median("fused", 5, "torch"))
  bar("peak memory, to PyTorch's", 0.6, median("fused", 6, "torch"))
  bar("epoch with a busy process, to one without", 2, median("fused-busy", 3, "fused"))
}
