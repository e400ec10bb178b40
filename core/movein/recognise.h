// Which recipe fits a file, and what its rows say by that recipe. Pure; nothing here opens a file.
#pragma once

#include "base/clock.h"
#include "movein/recipes.h"

#include <string>

namespace audience::movein {

struct Fit {
    const Recipe *recipe = nullptr;
    int score = 0; // marks of the tool that were found
};
// At most one for each tool; `path` within the export. With `only`, that tool alone.
std::vector<Fit> fitsOf(std::string_view path, const std::vector<std::string> &columns, std::optional<Tool> only);

// How many marks of each tool's template language a text has.
struct DialectMarks {
    int of[4] = {0, 0, 0, 0}; // by Tool
};
DialectMarks dialectMarks(std::string_view text);

// A moment as exports write it: ISO with or without an offset, "2026-11-21 09:00:00", seconds or milliseconds since 1970,
// "Nov 21, 2026 09:00 am". What says no zone is a local time, and `needsZone` says so.
struct ReadTime {
    Instant at; // of a local time: as if it were UTC
    bool needsZone = false;
};
std::optional<ReadTime> readTime(std::string_view text);

// The places of a recipe's columns in one file.
class PeopleColumns {
public:
    PeopleColumns(const Recipe &recipe, const std::vector<std::string> &columns);
    // Columns of JSON may come with any record.
    void extend(const std::vector<std::string> &columns);

    std::string_view email(const std::vector<std::string> &values) const { return first(m_email, values); }
    std::string_view key(const std::vector<std::string> &values) const { return first(m_key, values); }
    std::string_view source(const std::vector<std::string> &values) const { return first(m_source, values); }
    struct Said {
        Standing standing = Standing::Silent;
        std::string_view at;      // of what it says; empty: not stated
        std::string_view unclear; // a word about consent that means nothing here
    };
    Said said(const std::vector<std::string> &values) const;
    // How a column is called among the people; empty: it is left out.
    std::string nameOf(std::size_t column) const;
    bool isKey(std::size_t column) const; // it becomes the "id"
    bool hasWho() const { return !m_email.empty() || !m_key.empty(); }

private:
    using Places = std::vector<std::size_t>;
    static std::string_view first(const Places &places, const std::vector<std::string> &values);
    const Recipe &m_recipe;
    std::vector<std::string> m_names;
    Places m_email, m_key, m_source, m_state, m_blocked, m_agreedAt, m_leftAt, m_bouncedAt, m_complainedAt;
};

struct PastFact {
    PastKind kind = PastKind::Sent;
    std::string_view email, key, campaign, message, link, at;
    bool isMachine = false;
};

class HistoryColumns {
public:
    // `path` says what happened, and in which campaign, where no column does.
    HistoryColumns(const Recipe &recipe, std::string_view path, const std::vector<std::string> &columns);
    void extend(const std::vector<std::string> &columns);
    bool isUsable() const; // who, what and when are there
    // The facts of a record; the views live as long as `values` and this. What is none: the word for it goes to `other`.
    void facts(const std::vector<std::string> &values, std::vector<PastFact> &facts, std::string_view &other) const;

private:
    using Places = std::vector<std::size_t>;
    const Recipe &m_recipe;
    std::vector<std::string> m_names;
    Places m_email, m_key, m_event, m_time, m_campaign, m_message, m_link, m_machine, m_bounceType;
    std::vector<std::pair<PastKind, std::size_t>> m_wide;
    std::optional<PastKind> m_kindOfPath;
    std::string m_campaignOfPath;
};

} // namespace audience::movein
