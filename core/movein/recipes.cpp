#include "movein/recipes.h"

#include "movein/record_reader.h"

#include <array>

namespace audience::movein {

namespace {

// Why an address is blocked, in the words of all tools; a cell may hold several of them.
std::vector<Word> blockWords() {
    return {{"spam", Standing::Complained},   {"complain", Standing::Complained}, {"abuse", Standing::Complained},
            {"bounce", Standing::Bounced},    {"invalid", Standing::Bounced},     {"undeliver", Standing::Bounced},
            {"cleaned", Standing::Bounced},   {"unsub", Standing::Left},          {"opt_out", Standing::Left},
            {"opted out", Standing::Left}};
}

std::vector<Recipe> peopleOfMailchimp() {
    Recipe all;
    all.tool = Tool::Mailchimp;
    all.email = {"email_address", "email", "e_mail_address", "e_mail"};
    all.agreedAt = {"confirm_time", "optin_time"};
    all.source = {"source"};
    all.leaveOut = {"leid", "euid", "optin_ip", "confirm_ip", "gmtoff", "dstoff", "clean_campaign_id", "unsub_campaign_id", "optin_time", "confirm_time",
                    "unsub_time", "clean_time", "last_changed", "unsub_campaign_title", "clean_campaign_title", "unsub_reason_other", "notes"};
    const Names marks = {"leid", "euid", "member_rating", "optin_time", "confirm_time", "last_changed", "confirm_ip"};
    Recipe cleaned = all;
    cleaned.id = "mailchimp.cleaned";
    cleaned.oneOf = {"clean_time", "clean_campaign_title", "clean_campaign_id"};
    cleaned.standing = Standing::Bounced;
    cleaned.leftAt = {"clean_time", "last_changed"};
    Recipe cleanedByName = cleaned;
    cleanedByName.oneOf = marks;
    cleanedByName.named = {"cleaned"};
    Recipe left = all;
    left.id = "mailchimp.unsubscribed";
    left.oneOf = {"unsub_time", "unsub_campaign_title", "unsub_campaign_id", "unsub_reason"};
    left.standing = Standing::Left;
    left.leftAt = {"unsub_time", "last_changed"};
    Recipe leftByName = left;
    leftByName.oneOf = marks;
    leftByName.named = {"unsubscribed"};
    Recipe silent = all;
    silent.id = "mailchimp.nonsubscribed";
    silent.oneOf = marks;
    silent.named = {"nonsubscribed", "non-subscribed", "non_subscribed", "transactional"};
    Recipe members = all;
    members.id = "mailchimp.subscribed";
    members.oneOf = marks;
    members.named = {"subscribed", "members"};
    members.notNamed = {"unsubscribed", "cleaned", "nonsubscribed", "non-subscribed", "non_subscribed"};
    members.standing = Standing::Agreed;
    Recipe unnamed = all; // whose name was changed: nobody can tell whether they agreed
    unnamed.id = "mailchimp.unnamed";
    unnamed.oneOf = marks;
    unnamed.standing = Standing::Implied;
    return {cleaned, left, cleanedByName, leftByName, silent, members, unnamed};
}

Recipe peopleOfKlaviyo() {
    Recipe one;
    one.id = "klaviyo.profiles";
    one.tool = Tool::Klaviyo;
    one.oneOf = {"klaviyo_id", "email_marketing_consent", "email_suppressions", "profile_created_on", "email_marketing_consent_timestamp", "consent_timestamp",
                 "consent_method", "historic_customer_lifetime_value", "predicted_customer_lifetime_value"};
    one.notNamed = {"suppress"};
    one.key = {"klaviyo_id"};
    one.state = {"email_marketing_consent", "email_consent", "consent"};
    one.words = {{"never_subscribed", Standing::Silent}, {"never subscribed", Standing::Silent}, {"unsubscribed", Standing::Left}, {"subscribed", Standing::Agreed},
                 {"subscribe", Standing::Agreed},        {"email", Standing::Agreed},            {"opted in", Standing::Agreed},   {"true", Standing::Agreed}};
    one.blocked = {"email_suppressions", "suppressions", "suppressed"};
    one.blockWords = blockWords();
    one.agreedAt = {"email_marketing_consent_timestamp", "email_consent_timestamp", "consent_timestamp"};
    one.leftAt = {"email_marketing_consent_timestamp", "email_consent_timestamp", "consent_timestamp"};
    one.source = {"consent_method", "source"};
    one.leaveOut = {"klaviyo_id", "ip_address", "email_marketing_consent", "email_marketing_consent_timestamp", "email_suppressions", "suppressions", "suppressed", "consent",
                    "consent_timestamp", "consent_method", "consent_form_id", "consent_form_version", "email_consent", "email_consent_timestamp", "sms_marketing_consent",
                    "sms_marketing_consent_timestamp", "sms_suppressions", "predicted_*", "churn_risk_prediction", "whatsapp_*", "mobile_push_*"};
    return one;
}

Recipe peopleOfBraze() {
    Recipe one;
    one.id = "braze.users";
    one.tool = Tool::Braze;
    one.oneOf = {"braze_id", "appboy_id", "email_subscribe", "unsubscribed_from_emails_at", "email_unsubscribed_at", "email_opted_in_at", "push_subscribe", "external_id",
                 "number_of_push_tokens", "in_app_purchase_total", "campaigns_received", "canvases_received"};
    one.key = {"external_id", "user_id", "braze_id", "appboy_id"};
    one.state = {"email_subscribe"};
    one.words = {{"opted_in", Standing::Agreed}, {"opted in", Standing::Agreed}, {"unsubscribed", Standing::Left}, {"subscribed", Standing::Implied}};
    one.standing = Standing::Implied;
    one.agreedAt = {"email_opted_in_at"};
    one.leftAt = {"email_unsubscribed_at", "unsubscribed_from_emails_at"};
    one.leftAtMeansLeft = true;
    one.bouncedAt = {"hard_bounced_at", "email_hard_bounced_at"};
    one.complainedAt = {"marked_email_as_spam_at", "email_marked_as_spam_at"};
    one.prefixes = {"custom_attributes_"};
    one.leaveOut = {"braze_id", "appboy_id", "devices", "google_ad_ids", "idfas", "idfvs", "roku_ad_ids", "windows_ad_ids", "number_of_*", "push_tokens", "push_subscribe",
                    "push_opted_in_at", "push_unsubscribed_at", "unsubscribed_from_push_at", "email_subscribe", "email_opted_in_at", "email_unsubscribed_at", "unsubscribed_from_emails_at",
                    "user_aliases", "apps", "sessions", "campaigns_received", "canvases_received", "cards_clicked", "custom_events", "purchases", "attributed_*", "uninstalled_at",
                    "random_bucket", "record_type", "hard_bounced_at", "email_hard_bounced_at", "marked_email_as_spam_at", "email_marked_as_spam_at", "last_app_version_used", "subscription_groups"};
    return one;
}

Recipe peopleOfCustomerIo() {
    Recipe one;
    one.id = "customerio.people";
    one.tool = Tool::CustomerIo;
    one.oneOf = {"cio_id", "unsubscribed", "attributes_unsubscribed", "cio_subscription_preferences", "identifiers_cio_id", "identifiers_id", "attributes_cio_subscription_preferences"};
    one.notNamed = {"suppress"};
    one.key = {"identifiers_id", "id", "attributes_id", "identifiers_cio_id", "cio_id"};
    one.email = {"email", "identifiers_email", "attributes_email"};
    one.state = {"unsubscribed", "attributes_unsubscribed"};
    one.words = {{"false", Standing::Implied}, {"true", Standing::Left}, {"0", Standing::Implied}, {"1", Standing::Left}, {"yes", Standing::Left}, {"no", Standing::Implied}};
    one.standing = Standing::Implied;
    one.leftAt = {"unsubscribed_at", "attributes_unsubscribed_at", "cio_unsubscribed_at"};
    one.blocked = {"suppressed", "attributes_suppressed"};
    one.blockWords = blockWords();
    one.prefixes = {"identifiers_", "attributes_"};
    one.leaveOut = {"cio_id", "unsubscribed", "unsubscribed_at", "suppressed", "cio_subscription_preferences*", "timestamps_*", "devices", "unsubscribed_by"};
    return one;
}

std::vector<Recipe> suppressions() {
    Recipe all;
    all.kind = FileKind::Suppressions;
    all.blockWords = blockWords();
    all.standing = Standing::Blocked;
    all.leftAt = {"timestamp", "date", "created", "created_at", "suppressed_at", "suppression_timestamp", "unsubscribed_at", "hard_bounced_at", "date_added"};
    Recipe klaviyo = all;
    klaviyo.id = "klaviyo.suppressed";
    klaviyo.tool = Tool::Klaviyo;
    klaviyo.named = {"suppress"};
    klaviyo.nameIsEnough = true;
    klaviyo.oneOf = {"suppression_reason", "suppression_reasons", "suppression_timestamp"};
    klaviyo.state = {"reason", "suppression_reason", "suppression_reasons", "email_suppressions", "reasons"};
    Recipe bounces = all;
    bounces.id = "braze.hard_bounces";
    bounces.tool = Tool::Braze;
    bounces.oneOf = {"hard_bounced_at"};
    bounces.standing = Standing::Bounced;
    Recipe left = all;
    left.id = "braze.unsubscribes";
    left.tool = Tool::Braze;
    left.oneOf = {"unsubscribed_at"};
    left.named = {"unsubscrib"};
    left.standing = Standing::Left;
    Recipe customer = all;
    customer.id = "customerio.suppressed";
    customer.tool = Tool::CustomerIo;
    customer.named = {"suppress", "esp_", "spam_report", "invalid_email", "bounces", "blocks"};
    customer.nameIsEnough = true;
    customer.oneOf = {"category", "suppression_type"};
    customer.state = {"category", "reason", "suppression_type", "status"};
    return {bounces, left, klaviyo, customer};
}

std::vector<Recipe> history() {
    Recipe all;
    all.kind = FileKind::History;
    Recipe currents = all;
    currents.id = "braze.currents";
    currents.tool = Tool::Braze;
    currents.oneOf = {"external_user_id", "user_external_user_id", "dispatch_id", "properties_dispatch_id", "message_variation_id", "properties_message_variation_id"};
    currents.key = {"external_user_id", "user_external_user_id", "user_id", "user_user_id"};
    currents.email = {"email_address", "properties_email_address", "email"};
    currents.event = {"event_type", "event", "record_type", "type", "name"};
    currents.time = {"time", "timestamp"};
    currents.campaign = {"campaign_name", "properties_campaign_name", "canvas_name", "properties_canvas_name", "campaign_id", "properties_campaign_id", "canvas_id", "properties_canvas_id"};
    currents.message = {"dispatch_id", "properties_dispatch_id", "send_id", "properties_send_id"};
    currents.link = {"url", "properties_url"};
    currents.machine = {"machine_open", "properties_machine_open", "is_suspected_bot_click", "properties_is_suspected_bot_click"};
    Recipe metric = all;
    metric.id = "klaviyo.events";
    metric.tool = Tool::Klaviyo;
    metric.oneOf = {"metric", "metric_name", "attributes_metric_name", "event_name", "attributes_event_properties_campaign_name", "event_properties_campaign_name"};
    metric.key = {"klaviyo_id", "profile_id", "person_id", "relationships_profile_data_id"};
    metric.email = {"email", "profile_email", "person_email", "attributes_profile_email", "recipient_email_address", "attributes_event_properties_recipient_email_address", "event_properties_recipient_email_address"};
    metric.event = {"metric", "metric_name", "event_name", "event", "attributes_metric_name"};
    metric.time = {"timestamp", "datetime", "event_datetime", "date", "attributes_datetime", "attributes_timestamp"};
    metric.campaign = {"campaign_name", "message_name", "attributes_event_properties_campaign_name", "event_properties_campaign_name", "subject", "attributes_event_properties_subject", "event_properties_subject"};
    metric.message = {"message", "attributes_event_properties_message", "event_properties_message"};
    metric.link = {"url", "attributes_event_properties_url", "event_properties_url"};
    Recipe deliveries = all;
    deliveries.id = "customerio.deliveries";
    deliveries.tool = Tool::CustomerIo;
    deliveries.oneOf = {"delivery_id", "newsletter_id", "customer_id"};
    deliveries.needs = {"sent"};
    deliveries.isWide = true;
    deliveries.key = {"customer_id", "customer_identifiers_id", "internal_customer_id"};
    deliveries.email = {"recipient", "email", "email_address", "customer_email", "to"};
    deliveries.campaign = {"campaign_name", "newsletter_name", "broadcast_name", "message_name", "subject", "campaign_id", "newsletter_id", "broadcast_id"};
    deliveries.message = {"delivery_id", "id"};
    Recipe metrics = deliveries;
    metrics.id = "customerio.metrics";
    metrics.needs = {"metric", "timestamp"};
    metrics.oneOf = {"data_delivery_id", "delivery_id", "object_type", "event_id"};
    metrics.isWide = false;
    metrics.key = {"data_customer_id", "data_identifiers_id", "customer_id"};
    metrics.email = {"data_recipient", "data_email_address", "data_identifiers_email", "recipient", "email"};
    metrics.event = {"metric"};
    metrics.time = {"timestamp"};
    metrics.campaign = {"data_campaign_name", "data_newsletter_name", "data_subject", "data_campaign_id", "data_newsletter_id", "data_broadcast_id", "campaign_name", "subject"};
    metrics.message = {"data_delivery_id", "delivery_id"};
    metrics.link = {"data_href", "href"};
    Recipe activity = all;
    activity.id = "mailchimp.activity";
    activity.tool = Tool::Mailchimp;
    activity.nameIsEnough = true;
    activity.named = {"granular_activity", "/opens/", "/clicks/", "/sent/", "/sends/", "/bounces/", "/unsubscribes/", "subscriber_activity", "subscriber-activity", "email_activity", "email-activity"};
    activity.email = {"email_address", "email"};
    activity.event = {"action", "activity", "event"};
    activity.time = {"timestamp", "time", "date", "action_time", "datetime"};
    activity.campaign = {"campaign_title", "campaign", "title", "campaign_id"};
    activity.link = {"url", "link"};
    return {deliveries, metrics, currents, activity, metric};
}

// What each tool writes that nothing here has a place for; so that the report can say so.
std::vector<Recipe> others() {
    Recipe campaigns;
    campaigns.id = "mailchimp.campaigns";
    campaigns.tool = Tool::Mailchimp;
    campaigns.kind = FileKind::Known;
    campaigns.named = {"aggregate_activity", "geo_data", "campaigns.csv", "/files/", "gallery", "report"};
    campaigns.oneOf = {"campaign_id", "unique_id", "total_recipients", "unique_opens", "send_date", "successful_deliveries"};
    return {campaigns};
}

} // namespace

std::span<const Recipe> recipes() {
    static const std::vector<Recipe> all = [] {
        std::vector<Recipe> list = suppressions();
        for (auto &part : {history(), peopleOfMailchimp(), {peopleOfKlaviyo(), peopleOfBraze(), peopleOfCustomerIo()}, others()})
            list.insert(list.end(), part.begin(), part.end());
        return list;
    }();
    return all;
}

const Recipe *recipeById(std::string_view id) {
    for (const Recipe &one : recipes())
        if (one.id == id)
            return &one;
    return nullptr;
}

std::string_view toText(Standing standing) {
    constexpr std::array<std::string_view, 7> kWords{"silent", "implied", "agreed", "left", "blocked", "bounced", "complained"};
    return kWords[static_cast<std::size_t>(standing)];
}

std::string_view toText(PastKind kind) {
    constexpr std::array<std::string_view, 8> kWords{"sent", "delivered", "opened", "clicked", "bounced", "bounced", "complained", "unsubscribed"};
    return kWords[static_cast<std::size_t>(kind)];
}

std::optional<PastKind> pastKindFromText(std::string_view text) {
    struct Known {
        std::string_view word;
        PastKind kind;
    };
    static constexpr Known kKnown[] = {
        {"sent", PastKind::Sent},           {"send", PastKind::Sent},          {"sends", PastKind::Sent},         {"email_sent", PastKind::Sent},
        {"delivered", PastKind::Delivered}, {"delivery", PastKind::Delivered}, {"received", PastKind::Delivered}, {"email_delivered", PastKind::Delivered},
        {"open", PastKind::Opened},         {"opened", PastKind::Opened},      {"opens", PastKind::Opened},       {"human_opened", PastKind::Opened},
        {"email_opened", PastKind::Opened}, {"click", PastKind::Clicked},      {"clicked", PastKind::Clicked},    {"clicks", PastKind::Clicked},
        {"human_clicked", PastKind::Clicked}, {"email_clicked", PastKind::Clicked}, {"email_link_clicked", PastKind::Clicked},
        {"bounce", PastKind::HardBounced},  {"bounced", PastKind::HardBounced}, {"bounces", PastKind::Bounced},   {"email_bounced", PastKind::HardBounced},
        {"hard_bounce", PastKind::HardBounced}, {"hardbounce", PastKind::HardBounced}, {"soft_bounce", PastKind::Bounced}, {"softbounce", PastKind::Bounced},
        {"spammed", PastKind::Complained},  {"spam", PastKind::Complained},    {"markasspam", PastKind::Complained}, {"complaint", PastKind::Complained},
        {"marked_as_spam", PastKind::Complained}, {"email_marked_as_spam", PastKind::Complained}, {"abuse", PastKind::Complained}, {"abuse_reports", PastKind::Complained},
        {"unsubscribe", PastKind::Unsubscribed}, {"unsubscribed", PastKind::Unsubscribed}, {"unsubscribes", PastKind::Unsubscribed}, {"unsub", PastKind::Unsubscribed},
        {"email_unsubscribed", PastKind::Unsubscribed}, {"received_email", PastKind::Delivered}, {"opened_email", PastKind::Opened}, {"clicked_email", PastKind::Clicked},
        {"bounced_email", PastKind::Bounced}, {"marked_email_as_spam", PastKind::Complained}, {"unsubscribed_from_email_marketing", PastKind::Unsubscribed}, {"unsubscribed_from_list", PastKind::Unsubscribed}};
    // "users.messages.email.Open"
    if (const std::size_t email = text.find("messages.email."); email != std::string_view::npos)
        text.remove_prefix(email + 15);
    const std::string word = columnName(text);
    for (const Known &one : kKnown)
        if (one.word == word)
            return one.kind;
    return std::nullopt;
}

bool isOfEmail(std::string_view text) {
    const std::string word = columnName(text);
    for (const std::string_view other : {"sms", "push", "webhook", "inappmessage", "in_app", "contentcard", "whatsapp", "newsfeedcard", "slack"})
        if (word.find(other) != std::string::npos)
            return false;
    return true;
}

} // namespace audience::movein
