// Tests that compare rows with each other: twice the same, and not the same where it should be.
#include "quality/row_test.h"

#include "base/text.h"
#include "store/text_index.h"

#include <cmath>
#include <cstring>

namespace audience::quality {

using engine::ColumnData;
using engine::ColumnType;

bool appendKey(std::string &key, const ColumnData &column, std::uint32_t at) {
    if (column.isNull(at))
        return false;
    if (engine::isTextual(column.type)) {
        const std::string_view text = trimmed(column.textAt(at));
        if (text.empty())
            return false;
        const auto size = static_cast<std::uint32_t>(text.size()); // else "a" "bc" were "ab" "c"
        key.append(reinterpret_cast<const char *>(&size), sizeof size).append(text);
        return true;
    }
    std::uint64_t bits = 0;
    if (column.type == ColumnType::Double) {
        const double value = column.doubles[at] == 0 ? 0 : column.doubles[at]; // -0 is 0
        if (std::isnan(value))
            return false;
        std::memcpy(&bits, &value, sizeof bits);
    } else {
        bits = static_cast<std::uint64_t>(column.ints[at]);
    }
    key.append(reinterpret_cast<const char *>(&bits), sizeof bits);
    return true;
}

namespace {

// All rows whose values another row has too.
class UniqueTest final : public RowTest {
public:
    void look(const Piece &piece, Failing &failing) override {
        std::string key;
        piece.forRows([&](std::uint32_t at, std::uint32_t row) {
            key.clear();
            for (const ColumnData *column : piece.columns)
                if (!appendKey(key, *column, at))
                    return;
            ++m_checked;
            const auto [place, isNew] = m_keys.insert(key);
            if (isNew) {
                m_first.push_back(row);
                return;
            }
            failing.add(row);
            if (m_first[place] == kTold)
                return;
            failing.add(m_first[place]);
            m_first[place] = kTold;
        });
    }

private:
    static constexpr std::uint32_t kTold = 0xffffffff;
    store::TextIndex m_keys;
    std::vector<std::uint32_t> m_first; // the row of each key, until it was told
};

// All rows of a group whose rows do not agree in the first column. Rows without a value there say nothing.
class OnePerTest final : public RowTest {
public:
    void look(const Piece &piece, Failing &) override {
        std::string key, value;
        piece.forRows([&](std::uint32_t at, std::uint32_t row) {
            key.clear();
            value.clear();
            for (std::size_t i = 1; i < piece.columns.size(); ++i)
                if (!appendKey(key, *piece.columns[i], at))
                    return;
            if (!appendKey(value, *piece.columns.front(), at))
                return;
            ++m_checked;
            const auto [group, isNew] = m_groups.insert(key);
            const std::uint32_t is = m_values.insert(value).first;
            if (isNew)
                m_valueOf.push_back(is);
            else if (m_valueOf[group] != is && m_valueOf[group] != kSeveral)
                m_valueOf[group] = kSeveral, ++m_bad;
            m_rows.push_back({row, group});
        });
    }
    void finish(Failing &failing) override {
        if (m_bad > 0)
            for (const auto &[row, group] : m_rows)
                if (m_valueOf[group] == kSeveral)
                    failing.add(row);
    }
    void describe(CheckResult &result) const override { result.measure = static_cast<double>(m_bad); }

private:
    static constexpr std::uint32_t kSeveral = 0xffffffff;
    store::TextIndex m_groups, m_values;
    std::vector<std::uint32_t> m_valueOf; // of each group
    std::vector<std::pair<std::uint32_t, std::uint32_t>> m_rows;
    std::int64_t m_bad = 0;
};

} // namespace

std::unique_ptr<RowTest> makeUniqueTest() {
    return std::make_unique<UniqueTest>();
}

std::unique_ptr<RowTest> makeOnePerTest() {
    return std::make_unique<OnePerTest>();
}

} // namespace audience::quality
