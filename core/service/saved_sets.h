// The sets that rules may name, as the workspace holds them: saved segments and lists by id, traits by name,
// answers to queries, the definition of a purchase, and what its ledgers know.
#pragma once

#include "segment/compile.h"

namespace audience::service {

class Session;

class SavedSets final : public segment::SetResolver {
public:
    // The session must outlive it.
    explicit SavedSets(Session &session) : m_session(session) {}
    // Of the workspace's own people: none whose people stay in a database.
    std::optional<model::SegmentRule> segment(const std::string &id) const override;
    std::optional<model::SegmentRule> anySegment(const std::string &id) const;
    std::shared_ptr<const engine::KeySource> list(const std::string &id) const override;
    Result<std::shared_ptr<const engine::KeySource>> query(const std::string &sql) const override;
    std::optional<Json> trait(const std::string &name) const override;
    std::optional<model::WorkspaceDefinition> definition() const override;
    std::shared_ptr<const engine::Snapshot> facts() const override;
    bool hasCampaign(const std::string &id) const override;
    bool hasTemplate(const std::string &id) const override;

private:
    Session &m_session;
};

} // namespace audience::service
