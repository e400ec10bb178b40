#include "ui/connections/connection_draft.h"

#include "base/json.h"

namespace audience::ui {

using service::ConnectionView;

static constexpr const char *kUnsubscribe = "unsubscribe";

Json draftOf(const ConnectionView &written) {
    return written.sqs    ? model::toJson(*written.sqs)
           : written.smtp ? model::toJson(*written.smtp)
                          : model::toJson(written.ses.value_or(model::SesConnection{}));
}

// The model takes a whole way out only; half a one is read here.
static model::UnsubscribeWay wayIn(const Json &draft) {
    const std::string way = jsonText(draft, kUnsubscribe);
    for (const auto kind : {model::UnsubscribeKind::Url, model::UnsubscribeKind::SesList, model::UnsubscribeKind::Mailto})
        if (const std::string before = model::toText({kind, {}}); way.rfind(before, 0) == 0)
            return {kind, way.substr(before.size())};
    if (constexpr std::string_view kCorner = "corner"; way.rfind(kCorner, 0) == 0)
        return {model::UnsubscribeKind::Corner, way.size() > kCorner.size() ? way.substr(way.find(':') + 1) : std::string()};
    return {};
}

ConnectionView writtenIn(const Json &draft) {
    ConnectionView view = freshConnection(model::connectionKind(draft));
    if (view.sqs) {
        if (auto sqs = model::sqsConnectionFromJson(draft))
            view.sqs = *sqs;
        view.name = view.sqs->name;
        return view;
    }
    Json whole = draft;
    whole[kUnsubscribe] = model::toText({model::UnsubscribeKind::SesList, "whole"});
    if (view.smtp) {
        if (auto smtp = model::smtpConnectionFromJson(whole))
            view.smtp = *smtp;
        view.smtp->unsubscribe = wayIn(draft);
        view.name = view.smtp->name;
        return view;
    }
    if (auto ses = model::sesConnectionFromJson(whole))
        view.ses = *ses;
    view.ses->unsubscribe = wayIn(draft);
    view.name = view.ses->name;
    return view;
}

bool saysTheSame(const ConnectionView &a, const ConnectionView &b) {
    return a.name == b.name && a.ses == b.ses && a.smtp == b.smtp && a.sqs == b.sqs;
}

ConnectionView freshConnection(const std::string &kind) {
    ConnectionView view;
    view.kind = kind == "sqs" || kind == "smtp" ? kind : "ses";
    if (kind == "sqs")
        view.sqs = model::SqsConnection{};
    else if (kind == "smtp")
        view.smtp.emplace().unsubscribe.kind = model::UnsubscribeKind::Url;
    else
        view.ses.emplace().unsubscribe.kind = model::UnsubscribeKind::Url;
    return view;
}

} // namespace audience::ui
