// One check at work: it is shown the rows of its columns chunk by chunk and says which fail. One thread each.
#pragma once

#include "async/cancel.h"
#include "engine/bitmap.h"
#include "quality/quality_run.h"
#include "store/dataset_reader.h"

#include <memory>

namespace audience::quality {

// Rows of one chunk. `columns` are those of the test, in its order.
struct Piece {
    std::vector<const engine::ColumnData *> columns;
    const std::vector<std::uint64_t> *live = nullptr; // bit per row; empty: all rows count
    std::uint32_t rows = 0;                           // live and dead
    std::uint32_t first = 0;                          // number of the first live row

    bool isLive(std::uint32_t at) const { return live->empty() || ((*live)[at >> 6] >> (at & 63) & 1) != 0; }
    // Calls visit(position, number) for every live row.
    template <class Visit> void forRows(Visit visit) const {
        std::uint32_t number = first;
        for (std::uint32_t at = 0; at < rows; ++at)
            if (isLive(at))
                visit(at, number++);
    }
};

// Where failing rows go, in any order, each once.
class Failing {
public:
    explicit Failing(engine::Bitmap *all = nullptr) : m_all(all) {}
    void add(std::uint32_t row) {
        ++m_count;
        if (m_all)
            m_all->add(row);
        if (m_first.size() < 4 * kSampledRows)
            m_first.push_back(row);
        else if (row < m_first.back())
            keep(row);
    }
    std::int64_t count() const { return m_count; }
    std::vector<std::uint32_t> first() const; // rising, at most kSampledRows

private:
    void keep(std::uint32_t row);
    engine::Bitmap *m_all;
    std::int64_t m_count = 0;
    std::vector<std::uint32_t> m_first;
};

class RowTest {
public:
    virtual ~RowTest() = default;
    virtual void look(const Piece &piece, Failing &failing) = 0;
    virtual void finish(Failing &) {} // for those that know only at the end
    // Rows that were looked at; the other figures of the result.
    virtual std::int64_t checked() const { return m_checked; }
    virtual void describe(CheckResult &) const {}

protected:
    std::int64_t m_checked = 0;
};

struct TestContext {
    const store::DatasetInfo &info;
    Instant now;
    const CancelToken &cancel;
};

// Of Related: the values that are allowed. Others need none.
struct AllowedValues;
Result<std::shared_ptr<const AllowedValues>> allowedValues(const store::DatasetReader &other, const std::string &column, const CancelToken &cancel);

// Errors: "quality.wrong_type" {column, type, rule}, "quality.bad_value.*" {value, column}, "pattern.invalid" {reason}.
Result<std::unique_ptr<RowTest>> makeRowTest(const model::QualityCheck &check, const TestContext &context, std::shared_ptr<const AllowedValues> allowed);

// Before a check is kept: whether its values are such of the column, its ends in their order, its numbers of characters or rows
// whole. Errors: "quality.bad_value.*" {value, column}, "quality.bad_value.turned" {low, high, column}.
Result<void> checkValues(const model::QualityCheck &check, const engine::Field &field);
Result<void> checkEnds(const model::QualityCheck &check, const engine::Field &field);
Result<void> checkCounts(const model::QualityCheck &check);

// Of several columns; row_keys.cpp.
std::unique_ptr<RowTest> makeUniqueTest();
std::unique_ptr<RowTest> makeOnePerTest();

// What rows are told apart by: the same bytes mean the same value. False where there is none. Texts without the blanks at
// their ends.
bool appendKey(std::string &key, const engine::ColumnData &column, std::uint32_t at);

} // namespace audience::quality
