#include "ui/templates/studio/review_bar.h"

#include "qbase/convert.h"
#include "ui/kit/background.h"
#include "ui/kit/icon.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPointer>
#include <QToolButton>

#include <utility>

namespace audience::ui {

using service::ReviewState;
using service::ReviewStep;
using service::TemplateReview;
using service::TemplateReviewService;

namespace {

constexpr int kNoteWide = 220;

QString when(Instant at) { return formatMoment(toQDateTime(at).toLocalTime()); }

} // namespace

ReviewBar::ReviewBar(std::shared_ptr<service::Session> session, QWidget *parent) : QFrame(parent), m_session(std::move(session)), m_answer(this) {
    setObjectName(QStringLiteral("reviewBar"));
    m_pill = makeChip({}, Tone::Neutral, this);
    m_pill->setObjectName(QStringLiteral("reviewPill"));
    m_pill->hide();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kSmall);
    m_noteRow = new QWidget(this);
    auto *noteRow = new QHBoxLayout(m_noteRow);
    noteRow->setContentsMargins(0, 0, 0, 0);
    noteRow->setSpacing(space::kSmall);
    m_note = new QLineEdit(m_noteRow);
    m_note->setObjectName(QStringLiteral("reviewNote"));
    m_note->setAccessibleName(tr("What has to change"));
    m_note->setPlaceholderText(tr("What has to change?"));
    m_note->setMaxLength(500);
    m_note->setFixedWidth(Theme::instance().pixels(kNoteWide));
    connect(m_note, &QLineEdit::returnPressed, this, &ReviewBar::sendBack);
    m_send = makeButton(QStringLiteral("reviewReturnSend"), tr("Send back"), "primary", nullptr, m_noteRow);
    connect(m_send, &QPushButton::clicked, this, &ReviewBar::sendBack);
    m_leave = makeTool(QStringLiteral("reviewReturnLeave"), tr("Do not send it back"), "x", m_noteRow);
    connect(m_leave, &QToolButton::clicked, this, &ReviewBar::refresh);
    for (QWidget *one : {static_cast<QWidget *>(m_note), static_cast<QWidget *>(m_send), static_cast<QWidget *>(m_leave)})
        noteRow->addWidget(one);
    m_withdraw = makeTool(QStringLiteral("reviewWithdraw"), tr("Take it back"), "undo-2", this);
    connect(m_withdraw, &QToolButton::clicked, this, [this] {
        act([id = m_id, revision = m_revision](TemplateReviewService &service) { return service.withdraw(TemplateId{id}, revision); }, tr("Taken back"));
    });
    m_return = makeButton(QStringLiteral("reviewReturn"), tr("Send back"), "", "undo-2", this);
    connect(m_return, &QPushButton::clicked, this, &ReviewBar::openNote);
    m_approve = makeButton(QStringLiteral("reviewApprove"), tr("Approve"), "primary", "check", this);
    connect(m_approve, &QPushButton::clicked, this, [this] {
        act([id = m_id, revision = m_revision](TemplateReviewService &service) { return service.approve(TemplateId{id}, revision); }, tr("Approved"));
    });
    m_ask = makeButton(QStringLiteral("reviewAsk"), tr("Ask for approval"), "", "user-check", this);
    connect(m_ask, &QPushButton::clicked, this, [this] {
        act([id = m_id, revision = m_revision](TemplateReviewService &service) { return service.ask(TemplateId{id}, revision); }, tr("Asked for approval"));
    });
    for (QWidget *one : {m_noteRow, static_cast<QWidget *>(m_withdraw), static_cast<QWidget *>(m_return), static_cast<QWidget *>(m_approve), static_cast<QWidget *>(m_ask)})
        row->addWidget(one);
    refresh();
}

void ReviewBar::setTemplate(std::int64_t id, std::int64_t revision, bool isChanged) {
    const bool isOther = id != m_id || revision != m_revision;
    m_isChanged = isChanged;
    if (!isOther)
        return refresh();
    m_id = id;
    m_revision = revision;
    m_review = {};
    m_answer.drop();
    refresh();
    if (m_id > 0)
        read();
}

void ReviewBar::read() {
    ++m_pending;
    inBackground(this, [session = m_session, id = m_id] { return TemplateReviewService(*session).of(TemplateId{id}); },
                 [this, id = m_id](Result<TemplateReview> review) {
                     --m_pending;
                     if (id != m_id)
                         return;
                     if (review)
                         show(*review);
                     else if (review.error().id != "definition.not_found") // removed meanwhile
                         Q_EMIT failed(review.error());
                 });
}

void ReviewBar::act(Act act, const QString &said) {
    ++m_pending;
    setEnabled(false);
    inBackground(this,
                 [session = m_session, act = std::move(act)] {
                     TemplateReviewService service(*session);
                     return act(service);
                 },
                 [this, said, id = m_id, revision = m_revision](Result<TemplateReview> review) {
                     --m_pending;
                     setEnabled(true);
                     if (!review) {
                         Q_EMIT failed(review.error());
                         return read();
                     }
                     if (id == m_id)
                         show(*review);
                     Q_EMIT reviewed();
                     Q_EMIT saidWithUndo(said, [bar = QPointer<ReviewBar>(this), id, revision, was = review->last.what] {
                         if (!bar)
                             return;
                         // What was taken back is asked again; everything else is taken back.
                         bar->act([id, revision, was](TemplateReviewService &service) { return was == ReviewStep::What::Saved ? service.ask(TemplateId{id}, revision) : service.withdraw(TemplateId{id}, revision); },
                                  tr("As it was"));
                     });
                 });
}

void ReviewBar::show(const TemplateReview &review) {
    m_review = review;
    refresh();
}

void ReviewBar::setShort(bool isShort) {
    if (std::exchange(m_isShort, isShort) != isShort)
        refresh();
}

void ReviewBar::refresh() {
    const bool isKnown = m_id > 0 && m_review.revision == m_revision && m_revision > 0, canAct = isKnown && !m_isChanged;
    const ReviewState state = m_isChanged || !isKnown ? ReviewState::Draft : m_review.state;
    const QString by = toQString(m_review.last.by), at = when(m_review.last.at);
    setChip(m_pill, state == ReviewState::Approved ? tr("Approved") : state == ReviewState::InReview ? tr("In review") : canAct && m_review.isReturned() ? tr("Sent back") : tr("Draft"),
            state == ReviewState::Approved   ? Tone::Good
            : state == ReviewState::InReview ? Tone::Accent
            : canAct && m_review.isReturned() ? Tone::Warning
                                              : Tone::Neutral);
    const QString note = toQString(m_review.last.note);
    m_pill->setToolTip(state == ReviewState::Approved        ? tr("Approved by %1, %2").arg(by, at)
                       : state == ReviewState::InReview      ? tr("%1 asked for approval, %2").arg(by, at)
                       : canAct && m_review.isReturned() ? (note.isEmpty() ? tr("%1 sent it back, %2").arg(by, at) : tr("%1 sent it back, %2: %3").arg(by, at, note))
                                                             : tr("Nobody has approved it as it stands"));
    m_pill->setAccessibleDescription(m_pill->toolTip());
    m_noteRow->hide();
    m_ask->setVisible(canAct && state == ReviewState::Draft);
    const QString asks = m_review.others.size() == 1 ? tr("Ask %1 to approve").arg(toQString(m_review.others.front()).left(20)) : tr("Ask for approval");
    m_ask->setText(m_isShort ? QString() : asks);
    m_ask->setToolTip(m_isShort ? asks : QString());
    m_ask->setAccessibleName(asks);
    for (const auto &[button, words] : {std::pair(m_approve, tr("Approve")), std::pair(m_return, tr("Send back"))}) {
        button->setText(m_isShort ? QString() : words);
        button->setAccessibleName(words);
    }
    m_return->setToolTip(m_isShort ? m_return->accessibleName() : QString());
    m_approve->setVisible(canAct && state == ReviewState::InReview);
    m_approve->setEnabled(m_review.canApprove());
    m_approve->setToolTip((m_isShort ? m_approve->accessibleName() + QLatin1Char('\n') : QString()) +
                          (m_review.isMine() ? tr("You wrote this version, so somebody else approves it") : tr("It may be sent as it stands")));
    m_return->setVisible(canAct && state != ReviewState::Draft && !m_review.isMine());
    const bool isOwnStep = m_review.last.by == m_review.me && m_review.last.what != ReviewStep::What::Saved;
    m_withdraw->setVisible(canAct && isOwnStep && state == ReviewState::InReview);
    const bool isAsked = !m_review.others.empty();
    if (const QLatin1String role(isAsked ? "primary" : ""); m_ask->property("role").toString() != role) {
        setRole(m_ask, role.data());
        m_ask->setIcon(icon(QStringLiteral("user-check"), isAsked ? tokens().onAccent : tokens().text));
    }
    if (std::exchange(m_wasNext, isNext()) != m_wasNext)
        Q_EMIT nextChanged();
}

bool ReviewBar::isNext() const {
    return (!m_ask->isHidden() && !m_review.others.empty()) || !m_approve->isHidden();
}

// In place of the buttons: what to change, and the same word again.
void ReviewBar::openNote() {
    for (QWidget *one : {static_cast<QWidget *>(m_withdraw), static_cast<QWidget *>(m_return), static_cast<QWidget *>(m_approve), static_cast<QWidget *>(m_ask)})
        one->hide();
    m_note->clear();
    m_noteRow->show();
    m_note->setFocus();
}

void ReviewBar::sendBack() {
    act([id = m_id, revision = m_revision, note = toUtf8(m_note->text().trimmed())](TemplateReviewService &service) { return service.giveBack(TemplateId{id}, revision, note); },
        tr("Sent back"));
}

} // namespace audience::ui
