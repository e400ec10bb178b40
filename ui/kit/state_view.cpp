#include "ui/kit/state_view.h"

#include "ui/kit/icon.h"
#include "ui/kit/motion.h"
#include "ui/kit/painted_items.h"
#include "ui/kit/theme.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QStyle>
#include <QVBoxLayout>

namespace audience::ui {

static constexpr int kLateMs = 200, kWordsWidth = 400, kWidest = 880;

namespace {

// Grey bars where text will be; nothing moves.
class Skeleton final : public QWidget {
public:
    using QWidget::QWidget;
    void showUpTo(double share) {
        m_share = share;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        constexpr double shares[] = {0.62, 0.84, 0.48, 0.76, 0.55};
        const int line = Theme::instance().rowHeight(), widest = qMin(width() - 2 * space::kPage, Theme::instance().pixels(kWidest));
        for (int i = 0; i * line + line + space::kPage < height() && i < 12; ++i) {
            painter.setBrush(tokens().border);
            painter.setOpacity(m_share * qMax(0.15, 1 - i * 0.09));
            const QRect bar(space::kPage, i * line + space::kPage, int(widest * shares[i % 5]), 10);
            painter.drawRoundedRect(QStyle::visualRect(layoutDirection(), rect(), bar), 5, 5);
        }
    }

private:
    double m_share = 1;
};

QColor inkOfState(Tone tone) {
    return tone == Tone::Neutral ? tokens().tertiary : inkOf(tone);
}

} // namespace

void balance(QLabel *words) {
    words->ensurePolished();
    const int lines = words->heightForWidth(kWordsWidth);
    int width = kWordsWidth;
    while (width > kWordsWidth / 2 && words->heightForWidth(width - space::kSmall) <= lines)
        width -= space::kSmall;
    words->setMaximumWidth(width);
}

StateView::StateView(const QString &objectName, QWidget *content, QWidget *parent) : QStackedWidget(parent), m_content(content) {
    setObjectName(objectName);
    auto *skeleton = new Skeleton(this);
    m_skeleton = skeleton;
    m_message = new QWidget(this);
    auto *layout = new QVBoxLayout(m_message);
    layout->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    layout->setSpacing(space::kSmall);
    layout->addStretch(2);
    m_icon = new QLabel(m_message);
    m_icon->setFixedSize(32, 32);
    m_title = makeLabel({}, "title", m_message);
    m_title->setAlignment(Qt::AlignHCenter);
    m_title->setWordWrap(true);
    m_text = makeLabel({}, "quietBody", m_message);
    m_text->setWordWrap(true);
    m_text->setAlignment(Qt::AlignHCenter);
    m_text->setMaximumWidth(kWordsWidth);
    m_text->setMinimumWidth(kWordsWidth / 2);
    m_action = makeButton(objectName + QStringLiteral("Action"), {}, "", nullptr, m_message);
    layout->addWidget(m_icon, 0, Qt::AlignHCenter);
    layout->addWidget(m_title);
    auto *row = new QHBoxLayout; // centred by stretches: an alignment would forget how high wrapped words are
    row->addStretch(1);
    row->addWidget(m_text, 1000);
    row->addStretch(1);
    layout->addLayout(row);
    layout->addSpacing(space::kTiny);
    m_other = makeButton(objectName + QStringLiteral("Other"), {}, "", nullptr, m_message);
    auto *buttons = makeRow(space::kSmall);
    static_cast<QHBoxLayout *>(buttons)->addStretch(1);
    buttons->addWidget(m_action);
    buttons->addWidget(m_other);
    static_cast<QHBoxLayout *>(buttons)->addStretch(1);
    layout->addLayout(buttons);
    layout->addStretch(3);
    addWidget(m_content);
    addWidget(m_skeleton);
    addWidget(m_message);
    connect(m_action, &QPushButton::clicked, this, &StateView::actionWanted);
    connect(m_other, &QPushButton::clicked, this, &StateView::otherWanted);
    m_late.setSingleShot(true);
    m_late.setInterval(kLateMs);
    connect(&m_late, &QTimer::timeout, this, [this, skeleton] {
        setCurrentWidget(skeleton);
        appear(skeleton, [skeleton](double share) { skeleton->showUpTo(share); });
    });
}

void StateView::showContent() {
    m_late.stop();
    m_state = State::Content;
    setCurrentWidget(m_content);
    setAccessibleName({});
}

void StateView::showLoading(const QString &words) {
    m_state = State::Loading;
    setAccessibleName(words);
    m_skeleton->setAccessibleName(words);
    if (currentWidget() != m_skeleton && !m_late.isActive())
        m_late.start();
}

void StateView::showEmpty(const QString &iconName, const QString &title, const QString &text, const QString &action, const QString &other) {
    showMessage(State::Empty, iconName, Tone::Neutral, title, text, action);
    m_other->setText(other);
    m_other->setAccessibleName(other);
    m_other->setVisible(!other.isEmpty());
}

void StateView::showError(const QString &title, const QString &text, const QString &action) {
    showMessage(State::Error, QStringLiteral("triangle-alert"), Tone::Bad, title, text, action);
}

void StateView::showMessage(State state, const QString &iconName, Tone tone, const QString &title, const QString &text, const QString &action) {
    m_late.stop();
    m_state = state;
    m_icon->setPixmap(iconPixmap(iconName, inkOfState(tone), 32, qMax(2.0, devicePixelRatioF())));
    disconnect(&Theme::instance(), nullptr, m_icon, nullptr);
    connect(&Theme::instance(), &Theme::changed, m_icon, [this, iconName, tone] {
        m_icon->setPixmap(iconPixmap(iconName, inkOfState(tone), 32, qMax(2.0, devicePixelRatioF())));
    });
    m_title->setText(title);
    m_text->setText(text);
    balance(m_text);
    m_text->setVisible(!text.isEmpty());
    m_action->setText(action);
    m_action->setAccessibleName(action);
    m_action->setVisible(!action.isEmpty());
    m_other->hide();
    setRole(m_action, state == State::Empty ? "primary" : "");
    setCurrentWidget(m_message);
    if (state == State::Error)
        announce(this, QStringLiteral("%1 %2").arg(title, text));
    else
        setAccessibleName(title);
    setAccessibleDescription(text);
}

} // namespace audience::ui
