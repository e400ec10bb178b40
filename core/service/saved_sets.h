// The sets that rules may name, as the workspace holds them: saved segments by id, traits by name, the definition of a purchase.
#pragma once

#include "segment/compile.h"

namespace audience::service {

class Session;

class SavedSets final : public segment::SetResolver {
public:
    // The session must outlive it.
    explicit SavedSets(Session &session) : m_session(session) {}
    std::optional<model::SegmentRule> segment(const std::string &id) const override;
    // No lists are stored yet.
    std::shared_ptr<const std::string> list(const std::string &id) const override;
    std::optional<Json> trait(const std::string &name) const override;
    std::optional<model::WorkspaceDefinition> definition() const override;

private:
    Session &m_session;
};

} // namespace audience::service
