// Short forms for tests: snippets from a map, and one call from source and JSON to output.
#pragma once

#include "base/json.h"
#include "liquid/json_source.h"
#include "liquid/liquid.h"

#include <map>
#include <string>

namespace audience::test {

class MapLoader final : public liquid::SnippetLoader {
public:
    std::map<std::string, std::string> sources;
    std::optional<std::string> load(const std::string &name) const override {
        const auto found = sources.find(name);
        return found == sources.end() ? std::nullopt : std::optional<std::string>(found->second);
    }
    std::vector<std::string> names() const override {
        std::vector<std::string> all;
        for (const auto &[name, source] : sources)
            all.push_back(name);
        return all;
    }
};

struct Rendered {
    bool parsed = false;
    std::string text;
    std::string errorId;
    Error error;
    std::vector<liquid::Finding> findings; // of the parser, then of the render
};

inline Rendered renderText(std::string_view source, const Json &data = Json::object(),
                           liquid::ErrorMode mode = liquid::ErrorMode::Lax,
                           liquid::RenderOptions options = {}, const MapLoader &loader = {}) {
    Rendered result;
    liquid::ParseOptions parseOptions;
    parseOptions.mode = mode;
    parseOptions.snippets = &loader;
    auto parsed = liquid::parse(source, parseOptions);
    result.findings = std::move(parsed.findings);
    if (!parsed.program) {
        result.errorId = result.findings.empty() ? std::string() : result.findings.back().id;
        return result;
    }
    result.parsed = true;
    const auto rendered =
        parsed.program->render(liquid::JsonSource(data), options, result.text, &result.findings);
    if (!rendered) {
        result.error = rendered.error();
        result.errorId = rendered.error().id;
    }
    return result;
}

inline liquid::RenderOptions pureLanguage(bool stopAtError = false) {
    liquid::RenderOptions options;
    options.escape = liquid::Escape::None;
    options.stopAtError = stopAtError;
    options.now = *instantFromIso("2026-11-21T09:00:00Z");
    return options;
}

} // namespace audience::test
