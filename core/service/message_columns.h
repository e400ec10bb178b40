// The emails of the ledger as events in columns: who, when, which campaign, template, topics and link. Internal
// to LedgerFacts; one thread at a time per name is the snapshot's business.
#pragma once

#include "engine/snapshot.h"
#include "model/workspace_definition.h"

#include <map>
#include <mutex>

namespace audience::service {

class Session;

class MessageColumns {
public:
    // Reads which run is of which campaign, template and topics.
    static Result<std::shared_ptr<MessageColumns>> open(Session &session);

    engine::EventSource source(std::uint64_t version) const;
    // Only of people below `ordinals`.
    Result<engine::EventSpine> spine(const std::string &name, std::size_t ordinals);
    // Of a name whose spine was read.
    Result<engine::DenseColumn> column(const std::string &name, const std::string &field) const;

private:
    struct Row {
        std::int64_t at = 0, message = 0, run = 0;
        Ordinal person = 0;
        std::uint32_t link = 0; // 1 + its place among the links; 0: none
        bool isMachine = false, isHard = false, isPractice = false;
    };
    struct Origin {
        std::string campaign, emailTemplate, topics;
    };
    struct Events {
        std::vector<Row> rows; // in the order of time
        std::vector<std::string> links;
    };
    MessageColumns(Session &session, model::WorkspaceDefinition definition)
        : m_session(session), m_definition(std::move(definition)) {}
    Result<Events> read(const std::string &name, std::size_t ordinals) const;

    Session &m_session;
    model::WorkspaceDefinition m_definition;
    std::map<std::int64_t, Origin> m_runs;
    mutable std::mutex m_mutex;
    std::map<std::string, std::shared_ptr<const Events>> m_events;
};

} // namespace audience::service
