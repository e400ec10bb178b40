// The answers of one table of a web service, one behind the other, however it counts its pages. One thread.
#pragma once

#include "base/json_slice.h"
#include "warehouse/http_session.h"

#include <optional>
#include <set>
#include <string>

namespace audience::warehouse {

class HttpPages {
public:
    // `after`: what stands for {after} in the address; empty: everything.
    HttpPages(HttpSession &session, const HttpRecipe &recipe, const HttpTable &table, const std::string &after);
    // Nothing behind the last one. The rows of each have to be told by took() before the next is asked for. Errors: those of
    // HttpSession, "source.not_json" {host}, "source.pages_repeat" {host}.
    Result<std::optional<std::string>> next(const CancelToken &cancel);
    void took(const JsonSlice &answer, std::int64_t rows);
    std::int64_t bytes() const { return m_bytes; }

private:
    std::string address(const std::string &name, const std::string &value) const;
    HttpSession &m_session;
    const HttpTable &m_table;
    std::string m_base;
    HttpQuery m_query;
    std::string m_next; // an address, or nothing at the end
    std::set<std::string> m_asked;
    net::HttpHeaders m_headers; // of the answer before
    std::int64_t m_count = 0, m_bytes = 0, m_perPage = 0;
    std::string m_before; // digest of the answer before
    int m_empty = 0;      // answers in a row that had no rows
    bool m_wasShort = false; // the page before was not full
};

} // namespace audience::warehouse
