#include "ui/campaigns/inbox_preview.h"

#include "ui/kit/elided_label.h"
#include "ui/kit/icon.h"
#include "ui/kit/widgets.h"

#include <QLabel>
#include <QVBoxLayout>

namespace audience::ui {

InboxPreview::InboxPreview(QWidget *parent) : QFrame(parent) {
    setObjectName(QStringLiteral("inboxPreview"));
    ui::setProperty(this, "role", QStringLiteral("field"));
    setMinimumWidth(220);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 10, 12, 10);
    column->setSpacing(3);
    auto *head = makeRow(6);
    head->addWidget(makeIcon("inbox", Tone::Neutral, 14, this));
    head->addWidget(makeLabel(tr("In the inbox"), "secondary", this), 1);
    column->addLayout(head);
    m_from = makeLabel({}, "strong", this);
    m_subject = makeLabel({}, "body", this);
    m_preheader = makeLabel({}, "secondary", this);
    for (QLabel *line : {m_from, m_subject, m_preheader}) {
        line->setWordWrap(true);
        line->setTextFormat(Qt::PlainText);
        column->addWidget(line);
    }
    m_subject->setObjectName(QStringLiteral("inboxSubject"));
}

void InboxPreview::setFrom(const QString &from) { showAsInbox(m_from, from); }

void InboxPreview::setWords(const QString &subject, const QString &preheader) {
    showAsInbox(m_subject, subject);
    showAsInbox(m_preheader, preheader);
}

void InboxPreview::suggest(const QString &subject, bool isOwnSubject, const QString &preheader, bool isOwnPreheader) {
    if (isOwnSubject || m_subject->text().isEmpty())
        showAsInbox(m_subject, subject);
    if (isOwnPreheader || m_preheader->text().isEmpty())
        showAsInbox(m_preheader, preheader);
}

void InboxPreview::forgetWords() {
    m_subject->clear();
    m_preheader->clear();
}

} // namespace audience::ui
