// The emails of one window, written for each person.
#include "async/parallel.h"
#include "delivery/campaign_runner.h"

namespace audience::delivery {

namespace {

std::string leaveByMail(const std::string &mailbox, const std::string &tag) {
    const bool hasQuery = mailbox.find('?') != std::string::npos;
    return "mailto:" + mailbox + (hasQuery ? "" : "?subject=unsubscribe%20" + tag);
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

} // namespace

// Writing and hashing an email is most of what sending costs, so every core takes its part of the window.
Result<std::vector<Parcel>> CampaignRunner::composeAll(const Run &run, const std::vector<DueMessage> &due,
                                                       std::vector<IntentRequest> &requests) {
    const Instant now = m_parts.clock.now();
    for (std::size_t i = 0; i < due.size(); ++i) {
        requests[i].message = due[i].id;
        requests[i].tag = makeAttemptTag(m_parts.rng);
    }
    std::vector<Parcel> parcels(due.size());
    std::vector<std::optional<Error>> faults(due.size());
    parallelFor(due.size(), computeThreads(), [&](std::size_t i, int) {
        auto parcel = compose(run, due[i], now, requests[i]);
        if (parcel)
            parcels[i] = *std::move(parcel);
        else
            faults[i] = std::move(parcel).error();
    });
    for (std::optional<Error> &fault : faults)
        if (fault)
            return *std::move(fault);
    return parcels;
}

// Any thread: reads nothing that changes while a window is written.
Result<Parcel> CampaignRunner::compose(const Run &run, const DueMessage &message, Instant now,
                                       IntentRequest &request) const {
    const email::Unsubscribe leave = unsubscribe(message, request.tag);
    const std::string &url = leave.url.empty() ? leave.mailto : leave.url;
    TRY_ASSIGN(ComposedContent content,
               m_parts.composer.compose(message,
                                        m_sender.unsubscribe.kind == model::UnsubscribeKind::SesList
                                            ? std::string("{{amazonSESUnsubscribeUrl}}")
                                            : url));
    Parcel parcel;
    request.skipReason = content.skipReason;
    if (!request.skipReason.empty())
        return parcel;
    parcel.tag = request.tag;
    parcel.workspace = m_sender.workspaceUuid;
    parcel.campaign = std::to_string(run.spec.campaign.value);
    email::OutgoingEmail &email = parcel.email;
    email.from = m_sender.from;
    email.to.address = message.address;
    email.replyTo = m_sender.replyTo;
    email.subject = std::move(content.subject);
    email.html = std::move(content.html);
    email.text = std::move(content.text);
    email.unsubscribe = leave;
    email.date = now;
    request.contentHash = email::contentHash(email);
    return parcel;
}

email::Unsubscribe CampaignRunner::unsubscribe(const DueMessage &message, const std::string &tag) const {
    const model::UnsubscribeWay &way = m_sender.unsubscribe;
    switch (way.kind) {
    case model::UnsubscribeKind::Url:
        return {replaced(way.value, "{token}", tag), {}};
    case model::UnsubscribeKind::Mailto:
        return {{}, leaveByMail(way.value, tag)};
    case model::UnsubscribeKind::Corner:
        return {m_sender.corner ? m_sender.corner->unsubscribe(message) : std::string(),
                way.value.empty() ? std::string() : leaveByMail(way.value, tag)};
    case model::UnsubscribeKind::SesList:
        return {}; // the service writes both headers itself
    }
    return {};
}

} // namespace audience::delivery
