// The values that rows are grouped by as dense numbers, the same over all partitions: texts by a common dictionary,
// whole numbers by their distance from the lowest, times and bins by the step they lie in. Internal.
#pragma once

#include "engine/group_rows.h"

namespace audience::engine {

class KeyCoder {
public:
    static Result<KeyCoder> make(const EvaluateContext &context, const GroupRows &rows, const GroupKey &key);
    // Each person is a value.
    static KeyCoder ofPeople(const EvaluateContext &context, const GroupRows &rows);

    // Codes are below this; at most 2^32.
    std::uint64_t domain() const { return m_domain; }
    bool isNone(std::uint64_t code) const { return m_hasNone && original(code) == m_none; }
    // numbers[i] = numbers[i] * domain + code of row i of the block.
    void append(const RowBlock &block, std::uint32_t *numbers) const;
    void append(const RowBlock &block, std::uint64_t *numbers) const;
    // Numbers without gaps for the values that occur, where there are many that do not.
    void condense(const GroupRows &rows);

    Cell cellOf(std::uint64_t code) const;
    // In the order of the values, none last.
    bool isLess(std::uint64_t a, std::uint64_t b) const;
    bool isOrdered() const { return m_isOrdered; } // codes are in the order of the values
    std::optional<Cell> binWidth() const { return m_width; }

private:
    // How the rows of one part get their codes.
    struct Lane {
        enum class Form : std::uint8_t {
            Fixed, // all have one
            Raw,   // the raw value plus `offset`, wrapping around
            Table, // by the raw value
            Runs   // rows from runs[i].first on have runs[i].second
        };
        Form form = Form::Fixed;
        PartColumn column;
        std::uint64_t offset = 0; // Fixed: the code
        std::vector<std::uint32_t> table;
        std::vector<std::pair<std::size_t, std::uint32_t>> runs;
    };
    explicit KeyCoder(Field result) : m_result(std::move(result)) {}
    template <class K> void appendLane(const Lane &lane, const RowBlock &block, K *numbers) const;
    std::uint64_t codeAt(const Lane &lane, std::size_t row) const;
    std::uint64_t original(std::uint64_t code) const { return m_originals.empty() ? code : m_originals[code]; }

    using Columns = std::vector<PartColumn>;
    void makeNames(const GroupRows &rows);
    void makeTexts(Columns columns);
    void makeNumbers(const GroupRows &rows, Columns columns);
    void makeDistinct(const GroupRows &rows, const Columns &columns);
    Result<void> makeSteps(const GroupRows &rows, const GroupKey &key, Columns columns);
    Result<void> makeDoubleBins(const GroupRows &rows, const Bins &bins, const Columns &columns);
    void makeRuns(const GroupRows &rows, const Steps &steps, const std::vector<std::uint32_t> &codes);
    // `values` codes, and one more where a column lacks values.
    void setDomain(std::uint64_t values, const Columns &columns);
    // codeOf(row) for each row of the part that has a value.
    template <class CodeOf> Lane packed(const PartColumn &column, const GroupRows::Part &part, CodeOf codeOf) const;

    Field m_result;
    std::uint64_t m_domain = 1, m_none = 0;
    bool m_hasNone = false, m_isOrdered = true;
    std::vector<Lane> m_lanes; // by part, or one for all
    // What codes stand for: texts, values, or else low + code * unit.
    std::vector<std::string_view> m_texts;
    std::vector<std::int64_t> m_values;
    std::int64_t m_low = 0, m_unit = 1;
    std::vector<std::uint64_t> m_originals; // of condensed codes
    std::vector<std::shared_ptr<const void>> m_held;
    std::optional<Cell> m_width;
};

} // namespace audience::engine
