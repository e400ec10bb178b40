// What can be chosen in the composer, the lists to choose it from, and what mends a check.
#include "qbase/convert.h"
#include "ui/campaigns/audience_chips.h"
#include "ui/campaigns/composer_view.h"
#include "ui/campaigns/inbox_preview.h"
#include "ui/campaigns/start_row.h"
#include "ui/kit/picker.h"

#include <QPushButton>

#include <algorithm>

namespace audience::ui {

using model::Campaign;

static constexpr QSize kPicture(48, 60); // of an email in the list of emails
static constexpr int kAlone = -1;        // an edit that is a step of its own

// A campaign that says nothing is about the first topic that people opt in to.
std::vector<std::string> ComposerView::Choices::keysOf(const Campaign &campaign) const {
    if (!campaign.topics.empty())
        return campaign.topics;
    const auto usual = std::find_if(topics.begin(), topics.end(), [](const auto &one) { return one.kind == "opt-in"; });
    return usual == topics.end() ? std::vector<std::string>{} : std::vector<std::string>{usual->key};
}

QString ComposerView::Choices::topicsOf(const Campaign &campaign) const {
    const std::vector<std::string> keys = keysOf(campaign);
    QStringList names;
    for (const auto &one : topics)
        if (std::find(keys.begin(), keys.end(), one.key) != keys.end())
            names << toQString(one.name);
    return names.join(QStringLiteral(", "));
}

const service::TemplateView *ComposerView::chosenEmail() const {
    const auto found = std::find_if(m_choices.templates.begin(), m_choices.templates.end(), [&](const auto &one) { return one.id == m_campaign.emailTemplate; });
    return found == m_choices.templates.end() ? nullptr : &*found;
}

void ComposerView::fix(const QString &check) {
    if (check == QLatin1String("template.no_such_variant"))
        pickWords();
    else if (check.startsWith(QLatin1String("lint.")) || check.startsWith(QLatin1String("liquid.")) || check.startsWith(QLatin1String("template.")) ||
        check == QLatin1String("check.no_postal_address"))
        Q_EMIT goTo(QStringLiteral("templates"), QString::number(m_campaign.emailTemplate.value));
    else if (check == QLatin1String("check.start_passed"))
        m_start->focusTime();
    else if (check == QLatin1String("check.not_approved") || check == QLatin1String("check.approval_waits"))
        Q_EMIT approvalWanted();
    else if (check == QLatin1String("workspace.handed_over") || check == QLatin1String("workspace.handover_unfinished"))
        Q_EMIT handoverWanted();
    else if (check == QLatin1String("check.no_connection") || check == QLatin1String("check.sending_disabled"))
        pickConnection();
    else if (check == QLatin1String("campaign.no_email") || check == QLatin1String("campaign.email_gone"))
        pickTemplate();
    else if (check == QLatin1String("campaign.no_segment") || check == QLatin1String("campaign.segment_gone"))
        m_segments->choose();
    else
        Q_EMIT goTo(QStringLiteral("segments"), QString::number(m_campaign.segment.value));
}

void ComposerView::pickTemplate() {
    QList<PickerItem> items;
    for (const auto &one : m_choices.templates)
        items.append({QString::number(one.id.value), toQString(one.email.name), {}, QStringLiteral("mail")});
    auto *picker = Picker::pickOne(m_template, items, QString::number(m_campaign.emailTemplate.value), [this](const QStringList &ids) {
        const TemplateId chosen{ids.first().toLongLong()};
        if (chosen == m_campaign.emailTemplate)
            return;
        m_inbox->forgetWords();
        change(tr("Email"), kAlone, [&](Campaign &campaign) {
            campaign.emailTemplate = chosen;
            campaign.variant.clear(); // what the other one calls B says something else
        });
    });
    if (!m_choices.picture || items.isEmpty())
        return;
    picker->setPictures(kPicture, [make = m_choices.picture, emails = m_choices.templates, scale = devicePixelRatioF()](const QString &id) {
        const auto wanted = std::find_if(emails.begin(), emails.end(), [&](const auto &one) { return QString::number(one.id.value) == id; });
        return wanted == emails.end() ? QImage() : make(wanted->email, kPicture, scale);
    });
}

void ComposerView::pickWords() {
    const service::TemplateView *chosen = chosenEmail();
    if (!chosen)
        return;
    QList<PickerItem> items{{QString(), tr("Original"), toQString(chosen->email.subject), QStringLiteral("mail")}};
    for (const auto &[name, content] : chosen->email.variants)
        items.append({toQString(name), tr("Variant %1").arg(toQString(name)), content.subject.empty() ? tr("subject as in the original") : toQString(content.subject), QStringLiteral("split")});
    Picker::pickOne(m_words, items, toQString(m_campaign.variant), [this](const QStringList &ids) {
        if (ids.first() == toQString(m_campaign.variant))
            return;
        m_inbox->forgetWords();
        change(tr("Which words"), kAlone, [&](Campaign &campaign) { campaign.variant = toUtf8(ids.first()); });
    });
}

void ComposerView::pickConnection() {
    QList<PickerItem> items{{toQString(model::kPracticeConnection), tr("Practice"), tr("nothing leaves this computer"), QStringLiteral("shield")}};
    for (const auto &one : m_choices.connections)
        if (one.ses)
            items.append({toQString(one.name), toQString(one.name), tr("Amazon SES, %1").arg(toQString(one.ses->region)), QStringLiteral("plug")});
        else if (one.smtp)
            items.append({toQString(one.name), toQString(one.name), tr("Mail server, %1").arg(toQString(one.smtp->host)), QStringLiteral("plug")});
    Picker::pickOne(m_connection, items, toQString(m_campaign.connection), [this](const QStringList &ids) {
        change(tr("Connection"), kAlone, [&](Campaign &campaign) { campaign.connection = toUtf8(ids.first()); });
    });
}

void ComposerView::pickTopics() {
    QList<PickerItem> items;
    for (const auto &one : m_choices.topics)
        items.append({toQString(one.key), toQString(one.name), one.kind == "required" ? tr("always allowed") : QString(), QStringLiteral("tag")});
    const std::vector<std::string> chosen = m_choices.keysOf(m_campaign);
    Picker::pickOne(m_topics, items, chosen.empty() ? QString() : toQString(chosen.front()), [this](const QStringList &ids) {
        change(tr("Topic"), kAlone, [&](Campaign &campaign) { campaign.topics = {toUtf8(ids.first())}; });
    });
}

} // namespace audience::ui
