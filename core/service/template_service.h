// Email templates: saved sources, their findings, and what one person would get.
#pragma once

#include "service/views.h"

#include <optional>

namespace audience::service {

class Session;

class TemplateService {
public:
    explicit TemplateService(Session &session) : m_session(session) {}

    Result<std::vector<TemplateView>> list() const;
    Result<TemplateView> find(TemplateId id) const;
    Result<TemplateView> findByName(const std::string &name) const;
    Result<TemplateView> save(const TemplateView &value);
    Result<void> remove(TemplateId id);

    // Syntax, unknown fields, lint; needs no person.
    std::vector<FindingView> check(const model::EmailTemplate &email) const;
    // The fields the template reads.
    std::vector<std::string> usedFields(const model::EmailTemplate &email) const;
    // The email as that person (key of a profile; empty: the first one) would see it.
    Result<EmailPreview> preview(const model::EmailTemplate &email, const std::string &personKey = {}) const;

private:
    Session &m_session;
};

} // namespace audience::service
