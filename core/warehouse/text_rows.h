// Rows whose values come as texts, as most sources give them: how they are kept in a page, and how they become typed
// columns. A row is taken whole or not at all, with the reason.
#pragma once

#include "ingest/type_guess.h"
#include "warehouse/connector.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace audience::warehouse {

// A whole answer of a database, as texts; nothing is a null.
struct TextAnswer {
    std::vector<std::string> columns;
    std::vector<std::vector<std::optional<std::string>>> rows;
    std::string text(std::size_t row, std::size_t column) const;    // counted from 0; empty where there is none
    std::int64_t number(std::size_t row, std::size_t column) const; // 0 where it is none
};

// How the texts of one column are to be read.
struct TextColumn {
    ingest::ColumnFormat format;  // of a database: numbers with a point, days and times in ISO's order
    bool trims = false;           // a key
    std::string needed = {};      // the reason of the reject where nothing is there; empty: nothing may be there
    bool emptyIsNothing = false;  // of files, which cannot tell an empty text from none
    bool namesRow = false;        // its text is kept with a row that is refused
    bool zeroIsNothing = false;   // of dates and times: one of zeros alone stands for none
};

// JSON without the blanks between its parts; its numbers stay as they are written, however many digits they have.
std::string compactJson(std::string_view text);

// The columns of a request in the notation of databases.
std::vector<TextColumn> textColumns(const ReadRequest &request);

// Gathers rows into pages of a size that is worth a thread's while.
class TextPager {
public:
    void add(std::optional<std::string_view> cell); // of the row that is open
    void endRow();
    bool isFull() const;
    bool isEmpty() const { return m_page.ends.empty(); }
    RawPage take(); // what was gathered; the next page goes on behind it

private:
    RawPage m_page;
    std::uint64_t m_index = 0;
    std::int64_t m_rows = 0;
};

// Reasons: those of `needed`, "ingest.reject.wrong_type", "sync.reject.too_long", of numbers "sync.reject.infinite",
// "...not_a_number", "...not_exact" and "...out_of_range", "sync.reject.garbled" where a page is not of this form. Const: any thread.
class TextRows {
public:
    // `hasOrder`: one more cell stands behind the columns, by which the rows are ordered.
    TextRows(std::vector<TextColumn> columns, bool hasOrder, std::string zone)
        : m_columns(std::move(columns)), m_hasOrder(hasOrder), m_zone(std::move(zone)) {}
    TypedPage decode(const RawPage &page) const;
    std::string position(const RawPage &page, std::uint32_t row) const; // the last cell, empty where it is none

private:
    std::vector<TextColumn> m_columns;
    bool m_hasOrder;
    std::string m_zone;
};

} // namespace audience::warehouse
