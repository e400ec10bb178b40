// The public corner of a workspace: the few public addresses that emails need, in the customer's own account, made from
// one CloudFormation template. Makes, takes over, tests, changes and removes it; reads its inbox; publishes its pages,
// images and copies; makes its links. It stores no keys: those of an SES connection are used. Any thread; synchronous.
#pragma once

#include "async/cancel.h"
#include "base/clock.h"
#include "base/json.h"
#include "base/result.h"
#include "delivery/corner_intake.h"
#include "service/corner_people.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace audience::service {

class Session;

// What an administrator decides.
struct CornerPlan {
    std::string connection; // whose keys and region are used; empty: the first SES connection
    std::string stack = "audience-sync-public";
    std::string endpoint;   // another server than Amazon's
    std::string domain, certificate;                 // one's own name; the certificate in us-east-1
    std::string trackingDomain, trackingCertificate; // likewise, for opens and clicks
    friend bool operator==(const CornerPlan &, const CornerPlan &) = default;
};

enum class CornerFeature { OneClick, Preferences, ViewInBrowser, DoubleOptIn, Forms, Webhooks, Images, TrackingDomain };
std::string_view toText(CornerFeature feature); // "one_click", ...

struct CornerView {
    bool isReady = false;    // its addresses can be used
    bool isBuilding = false; // ordered; create() goes on watching
    CornerPlan plan;
    std::string stackId, baseUrl, cdnHost, trackingHost, bucket, inboxUrl, inboxDlqUrl;
    Instant readAt;             // when the inbox was last read to its end; 0: never
    bool mayHaveLost = false;   // it was not read for so long that the queue forgot requests
    std::vector<CornerFeature> off; // what does not work without it, or without a part of it
    std::int64_t forms = 0, webhooks = 0, malformed = 0, refused = 0;
    CornerCounts counts; // of what became of them
};

// One part that Amazon made, changed or removed.
struct CornerStep {
    std::string part, type, status, reason;
};
using OnCornerStep = std::function<void(const CornerStep &)>;

struct CornerCheck {
    std::string id; // "page", "post", "inbox", "private"
    bool isPassed = false;
    std::string detail; // what came instead
};

struct CornerSignUp {
    std::string kind; // "form", "webhook"
    Instant at;
    std::string subject; // the topic's key, the webhook's name
    bool isConfirmed = false;
    std::string body; // JSON of the fields; a webhook's as it came
    std::string state; // "new", "waiting", "confirmed", "taken", "aside", "expired"
    std::optional<Error> reason; // why it was kept aside, or what is told of who was taken in
};

class CornerService {
public:
    explicit CornerService(Session &session) : m_session(session) {}

    static const std::string &templateText();
    static std::string rolePolicy(); // what the stack's only role may do, as JSON: to be shown before create()

    Result<CornerView> status() const;
    // Orders the stack and watches until it stands, then publishes the pages; goes on with an order that was interrupted.
    // `cancel` ends the watching, not the order. Errors: "corner.exists" {stack}, "corner.domain_without_certificate",
    // "corner.failed" {stack, part, reason}, "corner.no_connection", those of Amazon.
    Result<CornerView> create(const CornerPlan &plan, const OnCornerStep &onStep = {}, const CancelToken &cancel = {});
    // Of a stack that an administrator made from the template. Errors: "corner.no_stack" {stack}, "corner.not_ready"
    // {stack, status}, "corner.wrong_stack" {stack, output}.
    Result<CornerView> adopt(const CornerPlan &plan, const CancelToken &cancel = {});
    // The template of this version, and other names. Error "corner.none".
    Result<CornerView> update(const CornerPlan &plan, const OnCornerStep &onStep = {}, const CancelToken &cancel = {});
    Result<std::vector<CornerCheck>> test(const CancelToken &cancel = {});
    // Reads the inbox a last time, then removes the stack; one that is still being made, too. The bucket stays, as emails
    // that were sent point at it: gives its name.
    Result<std::string> remove(const OnCornerStep &onStep = {}, const CancelToken &cancel = {});

    // Nothing to do without a corner.
    Result<delivery::CornerReport> readInbox(const CancelToken &cancel = {});
    // The pages, with the topics as they are now.
    Result<void> publishPages(const CancelToken &cancel = {});
    // Gives its public address. Error "corner.no_image".
    Result<std::string> publishImage(std::string_view bytes, const CancelToken &cancel = {});
    // The copy of a run's email to view in a browser; once for each run. Gives its address.
    Result<std::string> publishCopy(RunId run, const std::string &html, const CancelToken &cancel = {});

    // Addresses that stand outside of campaigns. Errors: "corner.none", "delivery.unknown_topic" {topic}.
    Result<std::string> confirmLink(const std::string &address, const std::string &topic);
    Result<std::string> formLink(const std::string &topic);
    Result<std::string> hookLink(const std::string &name);
    // Sign-ups or webhook entries, newest first.
    Result<std::vector<CornerSignUp>> entries(const std::string &kind, int most) const;
    Result<std::vector<CornerSignUp>> keptAside(int most) const; // of both kinds

private:
    Session &m_session;
};

} // namespace audience::service
