// The rows of one answer of a web service, as texts: what stands in the JSON, every digit of it. Stateless but for the
// names that a header row gave, which the pages behind it need.
#pragma once

#include "base/json_slice.h"
#include "warehouse/http_recipe.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace audience::warehouse {

struct HttpCell {
    std::string name;
    std::optional<std::string> text; // nothing: null
    bool isNested = false;           // an object or array
    bool isNumber = false;
    bool isText = false;
};
using HttpRow = std::vector<HttpCell>;

class HttpRows {
public:
    explicit HttpRows(const HttpTable &table) : m_table(table) {}
    // Each row in its order; false from the visitor ends it. Gives how many there were. Error "source.garbled" {reason}
    // where there are no rows at that place.
    Result<std::int64_t> each(const JsonSlice &answer, const std::function<bool(HttpRow &&row)> &visit);

private:
    void addMembers(JsonSlice object, HttpRow &row) const;
    HttpRow rowOf(JsonSlice item) const;
    Result<std::int64_t> eachOfGrid(JsonSlice place, const std::function<bool(HttpRow &&row)> &visit);
    const HttpTable &m_table;
    std::vector<std::string> m_header;
};

} // namespace audience::warehouse
