// links: audience_liquid
// Any bytes as a template and its snippet: parsed in each mode and rendered within tight limits.
#include "base/json.h"
#include "liquid/json_source.h"
#include "liquid/liquid.h"

#include <cstdint>
#include <cstdlib>

using namespace audience;
using namespace audience::liquid;

namespace {

class OneSnippet final : public SnippetLoader {
public:
    explicit OneSnippet(std::string_view source) : m_source(source) {}
    std::optional<std::string> load(const std::string &name) const override {
        return name == "s" ? std::optional<std::string>(m_source) : std::nullopt;
    }
    std::vector<std::string> names() const override { return {"s"}; }

private:
    std::string m_source;
};

const Json &data() {
    static const Json json = *parseJson(
        "{\"a\":[1,2.5,\"x\",null,[true]],\"o\":{\"k\":\"<v>\",\"n\":-3},\"s\":\"one two\",\"n\":7,"
        "\"l\":[{\"k\":2},{\"k\":1}]}");
    return json;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char *>(bytes), size);
    const std::size_t split = input.find('\xff');
    const OneSnippet loader(split == std::string_view::npos ? input : input.substr(split + 1));
    ParseOptions parseOptions;
    parseOptions.snippets = &loader;
    RenderOptions options;
    options.limits = {20'000, 64 * 1024, 4 * 1024 * 1024, 40, std::chrono::seconds(1)};
    // A clock of its own, so that the time limit is met as well and the same bytes give the same output.
    std::int64_t looks = 0;
    options.clock = [&looks] { return std::chrono::microseconds(++looks * 50'000); };
    for (const ErrorMode mode : {ErrorMode::Lax, ErrorMode::Strict}) {
        parseOptions.mode = mode;
        const Parsed parsed = parse(input.substr(0, split), parseOptions);
        if (!parsed.program)
            continue;
        for (const bool html : {true, false}) {
            options.escape = html ? Escape::Html : Escape::None;
            options.stopAtError = html;
            std::string first, second;
            looks = 0;
            const bool good =
                static_cast<bool>(parsed.program->render(JsonSource(data()), options, first));
            looks = 0;
            const bool again =
                static_cast<bool>(parsed.program->render(JsonSource(data()), options, second));
            // A program keeps nothing of a render, and an output stays within its limit.
            if (good != again || first != second || first.size() > options.limits.outputBytes)
                std::abort();
        }
    }
    return 0;
}
