// What the source keeps of what was written or was there before: text that cannot be read yet, and the blocks of an email that
// became HTML.
#include "qbase/convert.h"
#include "service/studio_service.h"
#include "ui/kit/notice.h"
#include "ui/templates/studio/source_panel.h"

namespace audience::ui {

void SourcePanel::setPlace(const QString &place) {
    m_place = place;
}

SourcePanel::Written *SourcePanel::written(View view) {
    return view == ViewBlocks ? &m_blocks : view == ViewMjml ? &m_mjml : nullptr;
}

void SourcePanel::keepLeft() {
    if (m_place.isEmpty())
        return;
    std::vector<Left> left;
    for (const View view : {ViewBlocks, ViewMjml})
        if (const Written &one = *written(view); one.isUnread)
            left.push_back({view, one.editor->text(), one.shown, false});
    if (!m_aside.isEmpty())
        left.push_back({m_asideOf, m_aside, {}, true});
    m_left.erase(m_place);
    if (!left.empty())
        m_left.emplace(m_place, std::move(left));
}

// As it was left; where the email was changed since, it is put aside when it is shown.
void SourcePanel::bringLeft() {
    const auto at = m_left.find(m_place);
    if (m_place.isEmpty() || at == m_left.end())
        return;
    for (const Left &one : at->second) {
        if (one.isAside) {
            m_aside = one.text;
            m_asideOf = one.view;
            sayAside();
            continue;
        }
        Written &to = *written(one.view);
        to.editor->setText(one.text);
        to.shown = one.shown;
        to.isUnread = true;
    }
    m_left.erase(at);
}

void SourcePanel::sayAside() {
    m_notice->say(Tone::Neutral, tr("The email was changed elsewhere"), tr("What you had written here could not be read yet; it is kept."), tr("Bring my text back"));
}

void SourcePanel::becomeHtml() {
    if (!m_email.blocks)
        return;
    m_before = m_email;
    model::EmailTemplate email = m_email;
    email.html = service::blockHtml(*email.blocks, m_kit).html;
    email.blocks.reset();
    m_email = email;
    m_notice->say(Tone::Neutral, tr("This is an HTML email now"), tr("Its blocks are gone; the HTML is yours to write."), tr("Make it blocks again"));
    Q_EMIT edited(email, tr("Change to an HTML email"), MergeNone);
    refresh();
    m_html->setFocus();
}

// What the notice offers: the blocks of before, or the text that was put aside.
void SourcePanel::offerBack() {
    m_notice->clear();
    if (m_before) {
        const model::EmailTemplate email = *m_before;
        m_before.reset();
        m_email = email;
        Q_EMIT edited(email, tr("Make it blocks again"), MergeNone);
        return refresh();
    }
    if (m_aside.isEmpty() || !m_email.blocks)
        return;
    Written &written = m_asideOf == ViewBlocks ? m_blocks : m_mjml;
    showView(m_asideOf);
    written.editor->setText(m_aside);
    m_aside.clear();
    take(m_asideOf);
    written.editor->setFocus();
}

} // namespace audience::ui
