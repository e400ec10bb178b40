#include "delivery/policy.h"

namespace audience::delivery {

std::string_view toText(Reason reason) {
    switch (reason) {
    case Reason::None:
        return "";
    case Reason::NoAddress:
        return "no_address";
    case Reason::InvalidAddress:
        return "invalid_address";
    case Reason::DuplicateAddress:
        return "duplicate_address";
    case Reason::SuppressedComplaint:
        return "suppressed_complaint";
    case Reason::SuppressedBounce:
        return "suppressed_bounce";
    case Reason::Unsubscribed:
        return "unsubscribed";
    case Reason::SuppressedManual:
        return "suppressed_manual";
    case Reason::SafetySet:
        return "safety_set";
    case Reason::DeniedDomain:
        return "denied_domain";
    case Reason::Domain:
        return "domain";
    case Reason::NoConsent:
        return "no_consent";
    case Reason::NoLegalBasis:
        return "no_legal_basis";
    case Reason::OverCap:
        return "over_cap";
    case Reason::OverTopicCap:
        return "over_topic_cap";
    case Reason::OncePer:
        return "once_per";
    }
    return "no_consent";
}

TopicStanding topicStanding(workspace::TopicKind kind, workspace::ConsentState state) {
    if (kind == workspace::TopicKind::Required)
        return TopicStanding::Allowed;
    switch (state) {
    case workspace::ConsentState::Granted:
        return TopicStanding::Allowed;
    case workspace::ConsentState::Withdrawn:
        return TopicStanding::Withdrawn;
    case workspace::ConsentState::Unknown:
        return kind == workspace::TopicKind::OptOut ? TopicStanding::Allowed
                                                    : TopicStanding::Unknown;
    }
    return TopicStanding::Unknown;
}

Reason canBeEmailed(const PolicyFacts &facts) {
    switch (facts.address) {
    case AddressState::Missing:
        return Reason::NoAddress;
    case AddressState::Invalid:
        return Reason::InvalidAddress;
    case AddressState::Valid:
        break;
    }
    if (facts.suppression)
        switch (*facts.suppression) {
        case workspace::SuppressionReason::Complaint:
            return Reason::SuppressedComplaint;
        case workspace::SuppressionReason::Bounce:
            return Reason::SuppressedBounce;
        case workspace::SuppressionReason::Unsubscribe:
            return Reason::Unsubscribed;
        case workspace::SuppressionReason::Manual:
        case workspace::SuppressionReason::Import:
        case workspace::SuppressionReason::Account:
            return Reason::SuppressedManual;
        }
    if (facts.topic == TopicStanding::Withdrawn)
        return Reason::Unsubscribed;
    if (facts.isKeptOut)
        return Reason::SafetySet;
    if (facts.isDeniedDomain)
        return Reason::DeniedDomain;
    if (facts.isOtherDomain)
        return Reason::Domain;
    if (facts.topic == TopicStanding::Unknown) {
        if (facts.permission == Permission::Consent)
            return Reason::NoConsent;
        if (facts.permission == Permission::Missing)
            return Reason::NoLegalBasis;
    }
    if (facts.isOverCap)
        return Reason::OverCap;
    return facts.isOverTopicCap ? Reason::OverTopicCap : Reason::None;
}

} // namespace audience::delivery
