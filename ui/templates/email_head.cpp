#include "ui/templates/email_head.h"

#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QToolButton>

namespace audience::ui {

namespace {
// What most inboxes show before they cut.
constexpr int kSubjectShown = 60, kPreheaderShown = 100;
}

EmailHead::EmailHead(QWidget *parent) : QFrame(parent) {
    setRole(this, "tabRow");
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(space::kPage, 6, space::kPage, 6);
    grid->setHorizontalSpacing(space::kSmall);
    grid->setVerticalSpacing(space::kTiny);
    grid->setColumnStretch(1, 1);
    m_subject = addLine(grid, 0, QStringLiteral("templateSubject"), tr("Subject"), tr("What the email is about"));
    m_preheader = addLine(grid, 1, QStringLiteral("templatePreheader"), tr("Preheader"), tr("What an inbox shows after the subject"));
    connect(m_subject.edit, &QLineEdit::textEdited, this, &EmailHead::subjectEdited);
    connect(m_preheader.edit, &QLineEdit::textEdited, this, &EmailHead::preheaderEdited);
}

EmailHead::Line EmailHead::addLine(QGridLayout *grid, int row, const QString &name, const QString &label, const QString &placeholder) {
    grid->addWidget(makeLabel(label, "secondary", this), row, 0);
    auto *edit = new QLineEdit(this);
    edit->setObjectName(name);
    edit->setAccessibleName(label);
    edit->setPlaceholderText(placeholder);
    grid->addWidget(edit, row, 1);
    auto *insert = makeTool(name + QStringLiteral("Insert"), tr("Insert a field"), "braces", this);
    insert->setAccessibleDescription(edit->accessibleName());
    connect(insert, &QToolButton::clicked, this, [this, insert, edit] {
        Picker::pickOne(insert, m_fields, {}, [edit](const QStringList &ids) {
            edit->insert(QStringLiteral("{{ %1 }}").arg(ids.first()));
            Q_EMIT edit->textEdited(edit->text());
            edit->setFocus();
        });
    });
    grid->addWidget(insert, row, 2);
    auto *hint = makeLabel({}, "secondary", this);
    hint->setObjectName(name + QStringLiteral("Length"));
    hint->setMinimumWidth(hint->fontMetrics().horizontalAdvance(QStringLiteral("100 / 100")));
    grid->addWidget(hint, row, 3);
    return {edit, hint};
}

void EmailHead::setTexts(const QString &subject, const QString &preheader) {
    for (const auto &[edit, text] : {std::pair(m_subject.edit, subject), std::pair(m_preheader.edit, preheader)})
        if (edit->text() != text) {
            edit->setText(text);
            edit->setCursorPosition(0);
        }
}

void EmailHead::setInherited(const QString &subject, const QString &preheader) {
    m_subject.edit->setPlaceholderText(subject.isEmpty() ? tr("What the email is about") : subject);
    m_preheader.edit->setPlaceholderText(preheader.isEmpty() ? tr("What an inbox shows after the subject") : preheader);
}

void EmailHead::addAside(QLabel *label, QLayout *control) {
    auto *grid = static_cast<QGridLayout *>(layout());
    grid->setColumnMinimumWidth(4, space::kTiny);
    m_aside = makeRow(space::kSmall);
    m_aside->addWidget(label);
    m_aside->addStretch(1);
    grid->addLayout(m_aside, 0, 5);
    grid->addLayout(control, 1, 5);
}

void EmailHead::addChoice(QWidget *choice) {
    m_aside->addWidget(choice);
}

void EmailHead::setFields(const QList<PickerItem> &fields) {
    m_fields = fields;
}

void EmailHead::setHint(const Line &line, qsizetype length, int most) {
    line.hint->setText(QStringLiteral("%1 / %2").arg(length).arg(most));
    line.hint->setToolTip(length > most ? EmailHead::tr("Most inboxes show the first %1 letters").arg(most) : EmailHead::tr("Inboxes show all of it"));
    ui::setProperty(line.hint, "ink", length > most ? QStringLiteral("warning") : QString());
}

void EmailHead::setShown(const QString &subject, const QString &preheader) {
    setHint(m_subject, subject.size(), kSubjectShown);
    setHint(m_preheader, preheader.size(), kPreheaderShown);
}

} // namespace audience::ui
