#include "warehouse/http_rows.h"

#include "base/clock.h"
#include "base/text.h"

#include <algorithm>
#include <charconv>

namespace audience::warehouse {

namespace {

// Some services write the zone of a time as +0100, which ISO 8601 allows only where the time has no colons either.
void mendZone(std::string &text) {
    constexpr std::size_t kLeast = std::string_view("2026-01-01T00:00:00+0000").size(), kMost = kLeast + 7;
    if (text.size() < kLeast || text.size() > kMost || text[4] != '-' || text[10] != 'T' || text[13] != ':')
        return;
    const std::size_t sign = text.size() - 5;
    const bool isZone = (text[sign] == '+' || text[sign] == '-') && text[sign - 1] != ':' &&
                        std::all_of(text.begin() + static_cast<std::ptrdiff_t>(sign) + 1, text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (isZone)
        text.insert(sign + 3, 1, ':');
}

HttpCell cellOf(std::string name, JsonSlice value) {
    HttpCell cell{std::move(name), std::nullopt};
    cell.isNested = value.kind() == JsonSlice::Kind::Object || value.kind() == JsonSlice::Kind::Array;
    cell.isText = value.kind() == JsonSlice::Kind::Text;
    cell.isNumber = value.kind() == JsonSlice::Kind::Number;
    if (value.isThere() && value.kind() != JsonSlice::Kind::Null)
        mendZone(cell.text.emplace(value.text()));
    return cell;
}

// A time that comes as a number, as it is written here; what is no number stays as it is.
void fromEpoch(HttpCell &cell, HttpColumn::Epoch epoch) {
    std::int64_t number = 0;
    if (!cell.text || epoch == HttpColumn::Epoch::None)
        return;
    const std::string &text = *cell.text;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    const std::int64_t scale = epoch == HttpColumn::Epoch::Seconds ? 1'000'000 : 1'000;
    constexpr std::int64_t kMostSeconds = 253'402'300'799; // the end of the year 9999
    if (read.ec == std::errc() && read.ptr == text.data() + text.size() && number >= 0 && number <= kMostSeconds * (1'000'000 / scale))
        cell.text = toIso(Instant{number * scale});
}

// What a service says went wrong in an answer that calls itself a success, as those of GraphQL and of gateways do; else empty.
std::string faultIn(const JsonSlice &answer) {
    constexpr std::size_t kMostBytes = 200;
    for (const char *name : {"/errors", "/error"}) {
        JsonSlice said = answer.at(name);
        const std::string raw(said.raw());
        if (raw.empty() || raw == "null" || raw == "false" || raw == "0" || raw == "\"\"" || raw == "[]" || raw == "{}")
            continue;
        if (said.kind() == JsonSlice::Kind::Array)
            said = said.at("/0");
        if (const JsonSlice message = said.at("/message"); message.kind() == JsonSlice::Kind::Text)
            said = message;
        return repairUtf8(said.text().substr(0, kMostBytes));
    }
    return {};
}

} // namespace

void HttpRows::addMembers(JsonSlice object, HttpRow &row) const {
    object.eachMember([&](std::string name, JsonSlice value) {
        const bool isFlat = value.kind() == JsonSlice::Kind::Object &&
                            std::find(m_table.flatten.begin(), m_table.flatten.end(), name) != m_table.flatten.end();
        if (isFlat) {
            addMembers(value, row);
            return true;
        }
        // Of two members of one name the first one stands.
        if (std::none_of(row.begin(), row.end(), [&](const HttpCell &cell) { return cell.name == name; }))
            row.push_back(cellOf(std::move(name), value));
        return true;
    });
}

HttpRow HttpRows::rowOf(JsonSlice item) const {
    HttpRow row;
    if (m_table.columns.empty()) {
        if (item.kind() == JsonSlice::Kind::Object)
            addMembers(item, row);
        else
            row.push_back(cellOf("value", item));
        return row;
    }
    for (const HttpColumn &column : m_table.columns) {
        row.push_back(cellOf(column.name, item.at(column.from)));
        fromEpoch(row.back(), column.epoch);
    }
    return row;
}

Result<std::int64_t> HttpRows::eachOfGrid(JsonSlice place, const std::function<bool(HttpRow &&)> &visit) {
    std::int64_t count = 0;
    place.eachItem([&](JsonSlice line) {
        std::vector<JsonSlice> cells;
        line.eachItem([&](JsonSlice cell) {
            cells.push_back(cell);
            return true;
        });
        if (m_header.empty()) {
            for (const JsonSlice &cell : cells)
                m_header.push_back(std::string(trimmed(cell.text())));
            return true;
        }
        HttpRow row;
        for (std::size_t i = 0; i < m_header.size(); ++i)
            if (!m_header[i].empty()) {
                row.push_back(i < cells.size() ? cellOf(m_header[i], cells[i]) : HttpCell{m_header[i], std::nullopt});
                // An empty cell of a sheet comes as an empty text.
                if (row.back().text && row.back().text->empty())
                    row.back().text.reset();
            }
        ++count;
        return visit(std::move(row));
    });
    return count;
}

Result<std::int64_t> HttpRows::each(const JsonSlice &answer, const std::function<bool(HttpRow &&)> &visit) {
    const JsonSlice place = answer.at(m_table.rowsAt);
    if (place.kind() == JsonSlice::Kind::Null || !place.isThere())
        if (const std::string fault = faultIn(answer); !fault.empty())
            return Error(ErrorKind::Network, "source.answered_fault").with("reason", fault);
    // A service may leave its list out where it would be empty.
    if (place.kind() == JsonSlice::Kind::Null || (!place.isThere() && answer.kind() == JsonSlice::Kind::Object && !m_table.rowsAt.empty() &&
                                                  m_table.rows == HttpTable::Rows::Header))
        return std::int64_t{0};
    const bool wantsObject = m_table.rows == HttpTable::Rows::Members;
    if (place.kind() != (wantsObject ? JsonSlice::Kind::Object : JsonSlice::Kind::Array))
        return Error(ErrorKind::Corrupt, "source.garbled").with("reason", "no rows at \"" + m_table.rowsAt + '"');
    if (m_table.rows == HttpTable::Rows::Header)
        return eachOfGrid(place, visit);
    std::int64_t count = 0;
    const auto take = [&](JsonSlice item, std::optional<std::string> key) {
        HttpRow row = rowOf(item);
        if (key)
            row.insert(row.begin(), HttpCell{"key", std::move(key), false, false, true});
        ++count;
        return visit(std::move(row));
    };
    if (wantsObject)
        place.eachMember([&](std::string name, JsonSlice value) { return take(value, std::move(name)); });
    else
        place.eachItem([&](JsonSlice value) { return take(value, std::nullopt); });
    return count;
}

} // namespace audience::warehouse
