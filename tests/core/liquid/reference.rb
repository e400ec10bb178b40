# Renders the pairs of a JSON file with the reference implementation: ruby reference.rb pairs.json
require "json"
require "liquid"

ENV["TZ"] = "UTC"
pairs = JSON.parse(File.read(ARGV[0]))
results = pairs.map do |pair|
  begin
    template = Liquid::Template.parse(pair["template"], error_mode: pair["mode"].to_sym)
    { "text" => template.render(pair["data"]).scrub }
  rescue Liquid::SyntaxError
    { "syntax" => true }
  rescue StandardError => e
    { "skip" => e.message }
  end
end
puts JSON.generate(results)
