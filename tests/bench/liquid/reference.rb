# The reference implementation's answer: ruby reference.rb PROFILES.jsonl TEMPLATE_DIR  ->  one JSON line per
# template, {"case","bytes","sha256"}, over one pass of all profiles, as bench_liquid prints them.
require "digest"
require "json"
require "liquid"

ENV["TZ"] = "UTC"
rows = File.readlines(ARGV[0]).reject { |line| line.strip.empty? }.map { |line| JSON.parse(line) }
Dir[File.join(ARGV[1], "*.liquid")].sort.each do |path|
  template = Liquid::Template.parse(File.read(path), error_mode: :lax)
  texts = rows.map { |row| template.render(row) }
  puts JSON.generate("case" => File.basename(path, ".liquid"), "bytes" => texts.sum(&:bytesize),
                     "sha256" => Digest::SHA256.hexdigest(texts.join)[0, 16])
end
