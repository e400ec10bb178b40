#include "ui/campaigns/stop_question.h"

#include "ui/kit/painted_items.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace audience::ui {

StopQuestion::StopQuestion(QWidget *parent) : QFrame(parent) {
    setObjectName(QStringLiteral("stopQuestion"));
    setRole(this, "noticeBad");
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 10, 12, 10);
    row->setSpacing(space::kSmall);
    row->addWidget(makeIcon("octagon-alert", Tone::Bad, 16, this), 0, Qt::AlignTop);
    auto *words = makeColumn(2);
    m_title = makeLabel({}, "strong", this);
    m_title->setObjectName(QStringLiteral("stopTitle"));
    m_title->setWordWrap(true);
    auto *text = makeLabel(tr("Who has it keeps it. The others will not get it later either; a copy of this campaign could reach them."), "secondary", this);
    text->setWordWrap(true);
    words->addWidget(m_title);
    words->addWidget(text);
    row->addLayout(words, 1);
    m_keep = makeButton(QStringLiteral("stopKeep"), {}, "", nullptr, this);
    m_stop = makeButton(QStringLiteral("stopReally"), tr("Stop for good"), "danger", nullptr, this);
    connect(m_keep, &QPushButton::clicked, this, &StopQuestion::keep);
    connect(m_stop, &QPushButton::clicked, this, [this] {
        hide();
        Q_EMIT stopWanted();
    });
    row->addWidget(m_keep, 0, Qt::AlignVCenter); // the harmless one comes first
    row->addWidget(m_stop, 0, Qt::AlignVCenter);
    hide();
}

void StopQuestion::ask() {
    show();
    m_keep->setFocus(Qt::ShortcutFocusReason); // the key that asked does not answer, too
    announce(this, m_title->text());
}

void StopQuestion::withdraw() {
    hide();
}

void StopQuestion::tell(qint64 toGo, bool isPaused) {
    m_title->setText(tr("Stop for good? %Ln people will not get it.", nullptr, int(toGo)));
    setAccessibleName(m_title->text());
    m_keep->setText(isPaused ? tr("Keep it paused") : tr("Keep sending"));
    m_keep->setAccessibleName(m_keep->text());
}

void StopQuestion::keep() {
    hide();
    Q_EMIT kept();
}

void StopQuestion::keyPressEvent(QKeyEvent *event) {
    if (event->key() == Qt::Key_Escape)
        return keep();
    QFrame::keyPressEvent(event);
}

} // namespace audience::ui
