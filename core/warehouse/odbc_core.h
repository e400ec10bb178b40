// The handles of ODBC and the thread on which a driver works; internal to odbc_*.cpp.
#pragma once

#ifdef _WIN32
#include <windows.h>
#endif
#include <sql.h>
#include <sqlext.h>
#include <sqlucode.h>

#include "warehouse/odbc_link.h"
#include "warehouse/text_rows.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>

namespace audience::warehouse {

static_assert(sizeof(SQLWCHAR) == sizeof(char16_t), "texts are handed over as UTF-16");

inline SQLWCHAR *wide(std::u16string &text) { return reinterpret_cast<SQLWCHAR *>(text.data()); }

// Lives as long as somebody waits for it or the driver works.
struct OdbcCore {
    model::SourceConnection about;
    std::string driver;
    SQLHENV environment = nullptr;
    SQLHDBC connection = nullptr;
    SQLHSTMT statement = nullptr;
    bool isConnected = false;
    unsigned connectSeconds = 15;
    std::atomic<std::int64_t> rowsCame{0}; // so that who waits sees that it goes on

    std::mutex mutex;
    std::condition_variable changed;
    std::deque<std::function<void()>> jobs;
    bool isEnding = false, isOver = false;
    int cancelling = 0; // threads that tell the driver to end the statement

    static void start(const std::shared_ptr<OdbcCore> &core); // its thread
    // On the thread.
    Result<void> connect(const std::string &text, OdbcUse use);
    Result<void> newStatement();
    void close();
    void dropStatement();
    Error failure(SQLSMALLINT kind, SQLHANDLE handle) const;
    Error statementFailure() const { return failure(SQL_HANDLE_STMT, statement); }
    std::string info(SQLUSMALLINT what) const;
};

// What a statement answers with, in the forms of a layout. On the driver's thread.
class OdbcFetch {
public:
    explicit OdbcFetch(OdbcLayout layout) : m_places(std::move(layout.places)) {
        for (std::size_t i = 0; i < layout.forms.size(); ++i)
            m_columns.push_back({layout.forms[i], !layout.isLong[i], {}, 0, {}, {}, {}, false});
    }
    Result<void> bind(OdbcCore &core);
    Result<std::optional<RawPage>> page(OdbcCore &core);
    std::int64_t bytes() const { return m_bytes; }

private:
    struct Column {
        OdbcForm form;
        bool isBound;
        SQLSMALLINT type;
        std::size_t size; // of the place of one row
        std::vector<char> values;
        std::vector<SQLLEN> lengths;
        std::string text; // of the row, as it came
        bool isNothing;
    };
    Result<void> takeRow(OdbcCore &core, std::size_t row);
    Result<void> askFor(OdbcCore &core, std::size_t at); // in portions
    std::string_view cellOf(Column &column);
    std::vector<Column> m_columns;
    std::vector<std::size_t> m_places;
    std::size_t m_rowsAtOnce = 1;
    bool m_mayAskAgain = false; // for what was bound and is longer than its place
    SQLULEN m_fetched = 0;
    std::vector<SQLUSMALLINT> m_status; // of each row, where the driver says
    TextPager m_pager;
    std::string m_cell;
    std::int64_t m_bytes = 0;
    bool m_isEnded = false;
};

} // namespace audience::warehouse
