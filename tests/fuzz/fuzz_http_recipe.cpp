// links: audience_warehouse
// Any bytes as a recipe and, behind a NUL, as an answer of the service: what is taken is settled or refused, and every row's
// values stand in the answer.
#include "base/json.h"
#include "warehouse/http_recipe.h"
#include "warehouse/http_rows.h"

#include <cstdint>
#include <cstdlib>

using namespace audience;
using namespace audience::warehouse;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    if (size > 8'000)
        return 0;
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    const std::size_t cut = std::min(text.find('\0'), text.size());
    HttpTable table;
    if (const auto json = parseJson(text.substr(0, cut)))
        if (const auto recipe = httpRecipeFromJson(*json)) {
            std::map<std::string, std::string> settings;
            for (const HttpSetting &setting : recipe->settings)
                settings.emplace(setting.id, "a;b");
            if (const auto settled = settleRecipe(*recipe, settings); settled && !settled->tables.empty())
                table = settled->tables.front();
        }
    const auto answer = JsonSlice::parse(text.substr(std::min(cut + 1, text.size())));
    if (!answer)
        return 0;
    HttpRows rows(table);
    std::int64_t seen = 0;
    const auto count = rows.each(*answer, [&](HttpRow &&row) {
        for (const HttpCell &cell : row)
            if (cell.text && cell.text->size() > size + 30)
                std::abort();
        return ++seen < 100;
    });
    if (count && *count != seen)
        std::abort();
    return 0;
}
