// One CloudFormation stack: made, changed, watched and removed through its own calls. Times and waiting are the caller's;
// a stack that is gone is an answer, not an error. One thread, the client's.
#pragma once

#include "aws/client.h"

#include <map>
#include <optional>

namespace audience::aws {

struct StackOrder {
    std::string name;
    std::string templateText;
    std::map<std::string, std::string> parameters;
    std::string requestToken; // the same again after a lost answer
    Pairs tags;
};

// What a status asks of us.
enum class StackPhase { Working, Ready, Failed, Gone, Other };
StackPhase stackPhase(std::string_view status);

struct StackState {
    std::string id, name, status, reason;
    std::map<std::string, std::string> outputs, tags;
    StackPhase phase() const { return stackPhase(status); }
};

struct StackEvent {
    std::string id, part, type, status, reason, at;
};

class Stacks {
public:
    explicit Stacks(Client &client) : m_client(client) {}

    // Gives the stack's id. Repeating the order with its token is harmless.
    Result<std::string> create(const StackOrder &order, const CancelToken &cancel = {});
    // False: there was nothing to change.
    Result<bool> update(const StackOrder &order, const CancelToken &cancel = {});
    Result<void> remove(const std::string &nameOrId, const CancelToken &cancel = {});
    // Nothing: there is no such stack (any more).
    Result<std::optional<StackState>> find(const std::string &nameOrId, const CancelToken &cancel = {});
    // Newest first, the first page.
    Result<std::vector<StackEvent>> events(const std::string &nameOrId, const CancelToken &cancel = {});
    // Syntax only, as Amazon reads it.
    Result<void> validate(const std::string &templateText, const CancelToken &cancel = {});

private:
    Client &m_client;
};

// The oldest failure that is not just the end of another one; null where nothing failed. Events newest first.
const StackEvent *causeOf(const std::vector<StackEvent> &events);

} // namespace audience::aws
