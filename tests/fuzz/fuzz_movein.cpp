// links: audience_movein
// Any bytes as an email of each tool: what comes out is Liquid that can be read, and small enough. The same bytes as the
// columns and the cells of a file: looking at them ends.
#include "liquid/liquid.h"
#include "movein/recognise.h"
#include "movein/record_reader.h"
#include "movein/template_translator.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    using namespace audience;
    using namespace audience::movein;
    const std::string_view text(reinterpret_cast<const char *>(data), std::min<std::size_t>(size, 20'000));
    for (const Tool tool : kTools) {
        const Translation done = translateTemplate(tool, text);
        if (!liquid::parse(done.text, {liquid::ErrorMode::Warn, nullptr}).program)
            std::abort();
    }
    (void)dialectMarks(text);
    (void)readTime(text.substr(0, 100));
    std::vector<std::string> columns, values;
    for (std::string_view rest = text; !rest.empty() && columns.size() < 50;) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        columns.push_back(columnName(rest.substr(0, end)));
        values.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    for (const Fit &fit : fitsOf(text.substr(0, 200), columns, {})) {
        const PeopleColumns people(*fit.recipe, columns);
        (void)people.said(values);
        for (std::size_t i = 0; i < columns.size(); ++i)
            (void)people.nameOf(i);
        const HistoryColumns history(*fit.recipe, text.substr(0, 200), columns);
        std::vector<PastFact> facts;
        std::string_view other;
        history.facts(values, facts, other);
    }
    return 0;
}
