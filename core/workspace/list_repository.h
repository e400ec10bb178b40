// Stored lists of keys: named, counted, dated, each with what it was before its last change. Keys are kept in
// pieces, so that a list of millions is read in little memory. Every change is one transaction with an audit
// entry, which names no key.
#pragma once

#include "async/cancel.h"
#include "base/clock.h"
#include "base/result.h"
#include "engine/key_set.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace audience::store {
class Connection;
}

namespace audience::workspace {

class Workspace;

struct KeyList {
    std::int64_t id = 0;
    std::string name;
    std::int64_t content = 0; // another number whenever the keys change
    std::int64_t keys = 0;
    std::string source; // "vip.csv", "pasted"
    Instant changedAt;
    bool canUndo = false;
};

class ListRepository {
public:
    explicit ListRepository(Workspace &workspace) : m_workspace(workspace) {}

    Result<std::vector<KeyList>> lists() const; // by name
    // Errors: "list.not_found" {list}. By id, or by name ignoring case.
    Result<KeyList> find(std::int64_t id) const;
    Result<KeyList> find(std::string_view name) const;
    // A new list, or other keys for the one of that name. Error "list.no_name".
    Result<KeyList> put(std::string_view name, const engine::KeySet &keys, std::string_view source);
    Result<KeyList> rename(std::int64_t id, std::string_view name); // "list.name_taken" {list}
    Result<void> remove(std::int64_t id);
    // As it was before its last change; once more brings the change back. A removed list comes back as it was.
    // Error "list.nothing_to_undo" {list}.
    Result<KeyList> undo(std::int64_t id);

    // Calls use(lines) piece by piece, a key per line.
    static Result<void> forEachPiece(const store::Connection &connection, std::int64_t content, const CancelToken &cancel,
                                     const std::function<void(std::string_view lines)> &use);

private:
    Workspace &m_workspace;
};

} // namespace audience::workspace
