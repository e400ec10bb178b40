// What comes in through the public corner, and what is known about it.
#include "delivery/corner_inbox.h"
#include "delivery/feed.h"
#include "email/address.h"
#include "service/corner_address_book.h"
#include "service/corner_parts.h"
#include "service/corner_values.h"
#include "service/session.h"

namespace audience::service {

namespace {

using delivery::CornerKind;

Result<Instant> readAt(const store::Connection &connection) {
    TRY_ASSIGN(auto row, connection.prepare("SELECT completed_at FROM feed WHERE name = ?"));
    row.bind(1, kCornerFeed);
    TRY_ASSIGN(const bool found, row.step());
    return found ? Instant{row.int64(0)} : Instant{};
}

Result<std::int64_t> numberOf(const store::Connection &connection, const char *sql) {
    TRY_ASSIGN(auto row, connection.prepare(sql));
    TRY_ASSIGN(const bool found, row.step());
    return found ? row.int64(0) : 0;
}

Result<std::uint32_t> topicId(const store::Connection &connection, const std::string &key) {
    TRY_ASSIGN(auto row, connection.prepare("SELECT id FROM topic WHERE key = ?"));
    row.bind(1, key);
    TRY_ASSIGN(const bool found, row.step());
    if (!found)
        return Error(ErrorKind::NotFound, "delivery.unknown_topic").with("topic", key);
    return static_cast<std::uint32_t>(row.int64(0));
}

bool mayHaveLost(Instant read, Instant now) { return read.micros != 0 && now - read > delivery::kInboxKeeps; }

} // namespace

Result<delivery::CornerSeal> cornerSeal(Session &session) {
    {
        TRY_ASSIGN(const auto reader, session.workspace().reader());
        TRY_ASSIGN(auto there, delivery::CornerSeal::load(*reader));
        if (there)
            return *std::move(there);
    }
    return session.workspace().write([&](const store::Connection &connection) {
        return delivery::CornerSeal::loadOrMake(connection, session.workspace().rng(), session.workspace().clock().now());
    });
}

Result<CornerView> CornerService::status() const {
    CornerView view;
    TRY_ASSIGN(const auto record, cornerRecord(m_session));
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    if (record) {
        view.isReady = record->isReady();
        view.isBuilding = !view.isReady;
        view.plan = record->plan;
        view.stackId = record->stackId;
        view.baseUrl = record->output("BaseUrl");
        view.cdnHost = record->output("CdnHost");
        view.trackingHost = record->output("TrackingHost");
        view.bucket = record->output("BucketName");
        view.inboxUrl = record->output("InboxUrl");
        view.inboxDlqUrl = record->output("InboxDlqUrl");
        TRY_ASSIGN(view.readAt, readAt(*reader));
        view.mayHaveLost = view.isReady && mayHaveLost(view.readAt, m_session.workspace().clock().now());
    }
    if (!view.isReady)
        view.off = {CornerFeature::OneClick, CornerFeature::Preferences, CornerFeature::ViewInBrowser, CornerFeature::DoubleOptIn,
                    CornerFeature::Forms,    CornerFeature::Webhooks,    CornerFeature::Images};
    if (!view.isReady || view.plan.trackingDomain.empty())
        view.off.push_back(CornerFeature::TrackingDomain);
    TRY_ASSIGN(view.forms, numberOf(*reader, "SELECT count(*) FROM corner_entry WHERE kind = 'form'"));
    TRY_ASSIGN(view.webhooks, numberOf(*reader, "SELECT count(*) FROM corner_entry WHERE kind = 'webhook'"));
    TRY_ASSIGN(view.malformed, numberOf(*reader, "SELECT value FROM event_counter WHERE name = 'corner.malformed'"));
    TRY_ASSIGN(view.refused, numberOf(*reader, "SELECT value FROM event_counter WHERE name = 'corner.not_sealed_here'"));
    TRY_ASSIGN(view.counts, CornerPeople(m_session).counts());
    return view;
}

Result<delivery::CornerReport> CornerService::readInbox(const CancelToken &cancel) {
    TRY_ASSIGN(const auto record, cornerRecord(m_session));
    if (!record || !record->isReady())
        return delivery::CornerReport{};
    workspace::Workspace &file = m_session.workspace();
    if (!file.mayRunWork())
        return file.standing().asError(file.path());
    TRY_ASSIGN(const delivery::CornerSeal seal, cornerSeal(m_session));
    TRY_ASSIGN(const CornerClient amazon, cornerClient(m_session, *record));
    TRY_ASSIGN(const auto connection, file.connect(workspace::Durability::Full));
    AddressBook book(m_session);
    delivery::CornerIntake intake(connection, file.clock(), seal, &file.audit(),
                                  [&](const Sha256 &address, Ordinal hint) { return book.behind(address, hint); });
    TRY_ASSIGN(const Instant before, readAt(connection));
    auto report = delivery::CornerInbox(intake, *amazon.client, record->output("InboxUrl")).drain(cancel);
    // What came into the second queue could not be read twenty times, by this or an older version.
    if (report) {
        if (const auto late = delivery::CornerInbox(intake, *amazon.client, record->output("InboxDlqUrl")).drain(cancel))
            report->add(*late);
        else
            report = late.error();
    }
    const Instant now = file.clock().now();
    if (!report) {
        TRY(delivery::markFeedFailed(connection, kCornerFeed, report.error().id, now));
        return report;
    }
    TRY(delivery::markFeedComplete(connection, kCornerFeed, now));
    if (mayHaveLost(before, now))
        TRY(file.write([&](const store::Connection &writer) -> Result<void> {
            TRY(file.audit().append(writer, {"corner.not_read_in_time", "inbox", Json{{"last_read", toIso(before)}, {"days_kept", 14}}, {}, {}}));
            return {};
        }));
    return report;
}

Result<std::string> CornerService::confirmLink(const std::string &address, const std::string &topic) {
    TRY_ASSIGN(const CornerRecord record, requireCorner(m_session));
    TRY(email::checkAddress(address));
    TRY_ASSIGN(const delivery::CornerSeal seal, cornerSeal(m_session));
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    TRY_ASSIGN(const std::uint32_t id, topicId(*reader, topic));
    return record.output("BaseUrl") + "/x/c/" + seal.seal({CornerKind::Confirm, sha256(email::addressKey(address)), 0, 0, id});
}

Result<std::string> CornerService::formLink(const std::string &topic) {
    TRY_ASSIGN(const CornerRecord record, requireCorner(m_session));
    TRY_ASSIGN(const delivery::CornerSeal seal, cornerSeal(m_session));
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    TRY_ASSIGN(const std::uint32_t id, topicId(*reader, topic));
    return record.output("BaseUrl") + "/p/form.html#" + seal.seal({CornerKind::Form, {}, 0, 0, id});
}

Result<std::string> CornerService::hookLink(const std::string &name) {
    TRY_ASSIGN(const CornerRecord record, requireCorner(m_session));
    TRY_ASSIGN(const delivery::CornerSeal seal, cornerSeal(m_session));
    const auto idOfHook = [&](const store::Connection &connection) -> Result<std::int64_t> {
        TRY_ASSIGN(auto insert, connection.prepare("INSERT OR IGNORE INTO corner_hook (name) VALUES (?)"));
        insert.bind(1, name);
        TRY(insert.run());
        TRY_ASSIGN(auto row, connection.prepare("SELECT id FROM corner_hook WHERE name = ?"));
        row.bind(1, name);
        TRY_ASSIGN(const bool found, row.step());
        return found ? row.int64(0) : 0;
    };
    TRY_ASSIGN(const std::int64_t id, m_session.workspace().write(idOfHook));
    return record.output("BaseUrl") + "/x/w/" + seal.seal({CornerKind::Webhook, {}, 0, 0, static_cast<std::uint32_t>(id)});
}

namespace {

Result<std::vector<CornerSignUp>> entriesWhere(Session &session, const std::string &condition, const std::string &value, int most) {
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    TRY_ASSIGN(auto rows, reader->prepare("SELECT e.kind, e.at, coalesce(CASE e.kind WHEN 'form' THEN t.key ELSE h.name END, ''), e.body, "
                                          "EXISTS (SELECT 1 FROM corner_entry c WHERE c.kind = 'confirm' AND c.address = e.address "
                                          "AND c.subject = e.subject AND c.at >= e.at), coalesce(o.state, ''), coalesce(o.reason, ''), "
                                          "EXISTS (SELECT 1 FROM corner_request r WHERE r.address = e.address AND r.topic = e.subject) "
                                          "FROM corner_entry e LEFT JOIN topic t ON t.id = e.subject LEFT JOIN corner_hook h ON h.id = e.subject "
                                          "LEFT JOIN corner_outcome o ON o.entry = e.id WHERE " + condition + " ORDER BY e.id DESC LIMIT ?2"));
    rows.bind(1, value).bind(2, most);
    std::vector<CornerSignUp> entries;
    while (true) {
        TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return entries;
        CornerSignUp one{std::string(rows.text(0)), Instant{rows.int64(1)}, std::string(rows.text(2)), rows.int64(4) != 0, std::string(rows.blob(3)), std::string(rows.text(5)), {}};
        one.reason = outcomeReason(rows.text(6));
        if (one.state.empty())
            one.state = one.isConfirmed ? "confirmed" : rows.int64(7) != 0 ? "waiting" : "new";
        entries.push_back(std::move(one));
    }
}

} // namespace

Result<std::vector<CornerSignUp>> CornerService::entries(const std::string &kind, int most) const {
    return entriesWhere(m_session, "e.kind = ?1", kind, most);
}

Result<std::vector<CornerSignUp>> CornerService::keptAside(int most) const {
    return entriesWhere(m_session, "o.state = ?1", "aside", most);
}

} // namespace audience::service
