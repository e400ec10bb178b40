// Stored lists of keys: brought from a file or pasted, made longer or shorter, taken back. A rule names one by
// its id or its name. Any thread.
#pragma once

#include "base/strong_id.h"
#include "model/segment_rule.h"
#include "workspace/list_repository.h"

namespace audience::service {

class Session;

inline constexpr std::int64_t kMostKeys = 20'000'000;

enum class ListChange { Replace, Add, Remove };

struct ListChanged {
    workspace::KeyList list;
    std::int64_t read = 0;    // keys in what was given, without repeats
    std::int64_t changed = 0; // that came, or went
    bool isNew = false;       // there was none of that name
    std::int64_t notFound = 0; // addresses that nobody has; they stand on the list as they are
};

// What a file holds, before anything of it is kept.
struct ListSurvey {
    std::vector<std::string> columns; // that it has; one that is read as it is: bare keys
    std::string column;               // the one that is read
    std::int64_t read = 0;            // keys, repeated ones included
    std::int64_t keys = 0;            // different ones
    std::int64_t people = 0;          // who are found by them
    std::int64_t notFound = 0;        // keys of nobody
    std::vector<std::string> missing; // the first of these
    bool byAddress = false;           // they are email addresses, and stand for the people who have them
};

class ListService {
public:
    explicit ListService(Session &session) : m_session(session) {}

    Result<std::vector<workspace::KeyList>> lists() const;
    // By id or name. Error "list.not_found" {list}.
    Result<workspace::KeyList> find(const std::string &idOrName) const;
    // A file with a key per line, or CSV: its column `column`, else the one named like the key of the people,
    // else its only one. Adding to a list that is not there makes it. Errors: those of reading a file,
    // "list.no_name", "list.choose_column" {path, columns}, "list.no_column" {path, column, columns},
    // "list.no_keys" {path}, "list.too_many" {limit}, "list.not_found" when removing.
    Result<ListChanged> importFile(const std::string &name, const std::string &path, const std::string &column = {},
                                   ListChange change = ListChange::Replace, const CancelToken &cancel = {});
    // What importFile() would keep; nothing is written. Errors: those of importFile(), without a name.
    Result<ListSurvey> survey(const std::string &path, const std::string &column = {}, const CancelToken &cancel = {}) const;
    // The people of a rule as they are now, under a name. Errors: those of counting, "list.no_name", "list.no_people".
    Result<ListChanged> keep(const std::string &name, const model::SegmentRule &rule, const std::string &source, const CancelToken &cancel = {});
    // Just these people, by their ordinals.
    Result<ListChanged> keep(const std::string &name, const std::vector<Ordinal> &members, const std::string &source, const CancelToken &cancel = {});
    // The same from text: keys on lines, or between commas, semicolons or tabs.
    Result<ListChanged> paste(const std::string &name, const std::string &text, ListChange change = ListChange::Replace);
    Result<workspace::KeyList> rename(std::int64_t id, const std::string &name);
    Result<void> remove(std::int64_t id);
    Result<workspace::KeyList> undo(std::int64_t id);
    // Calls use(key) for every key.
    Result<void> forEachKey(std::int64_t id, const CancelToken &cancel, const std::function<void(std::string_view)> &use) const;

private:
    Result<ListChanged> apply(const std::string &name, const engine::KeySet &given, const engine::KeySet &addresses, std::string_view source,
                              ListChange change, const CancelToken &cancel);
    Session &m_session;
};

} // namespace audience::service
