#include "ui/kit/widgets.h"

#include "ui/kit/date_pattern.h"
#include "ui/kit/icon.h"
#include "ui/kit/theme.h"
#include "ui/kit/value_button.h"

#include <QApplication>
#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QScrollArea>
#include <QScrollBar>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>
#include <QVariant>

namespace audience::ui {

void setProperty(QWidget *widget, const char *name, const QVariant &value) {
    if (widget->property(name) == value)
        return;
    widget->setProperty(name, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

void setRole(QWidget *widget, const char *role) {
    setProperty(widget, "role", QLatin1String(role));
}

QLabel *makeLabel(const QString &text, const char *role, QWidget *parent) {
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    setRole(label, role);
    return label;
}

static const char *nameOf(Tone tone) {
    switch (tone) {
    case Tone::Neutral:
        return "neutral";
    case Tone::Accent:
        return "accent";
    case Tone::Good:
        return "good";
    case Tone::Warning:
        return "warning";
    case Tone::Bad:
        return "bad";
    }
    return "neutral";
}

void setChip(QLabel *chip, const QString &text, Tone tone) {
    chip->setText(text);
    chip->setAccessibleName(text);
    setProperty(chip, "chip", QLatin1String(nameOf(tone)));
}

QLabel *makeChip(const QString &text, Tone tone, QWidget *parent) {
    auto *chip = new QLabel(parent);
    chip->setTextFormat(Qt::PlainText);
    chip->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    chip->setProperty("chip", QLatin1String(nameOf(tone)));
    chip->setText(text);
    chip->setAccessibleName(text);
    return chip;
}

QPushButton *makeButton(const QString &objectName, const QString &text, const char *role,
                        const char *iconName, QWidget *parent) {
    const QLatin1String kind(role);
    const bool isValue = kind == QLatin1String("field") || kind == QLatin1String("value");
    QPushButton *button = isValue ? new ValueButton(text, parent) : new QPushButton(text, parent);
    button->setObjectName(objectName);
    button->setAccessibleName(text);
    button->setCursor(Qt::PointingHandCursor);
    button->setFocusPolicy(Qt::StrongFocus);
    if (*role)
        button->setProperty("role", kind);
    if (iconName) {
        const QColor colour = kind == QLatin1String("primary")   ? tokens().onAccent
                              : kind == QLatin1String("danger")  ? tokens().bad
                              : kind == QLatin1String("onToast") ? tokens().surface
                              : kind == QLatin1String("quiet") || isValue ? tokens().secondary
                                                                          : tokens().text;
        button->setIcon(icon(QLatin1String(iconName), colour));
        button->setIconSize(QSize(20, 16));
    }
    return button;
}

QColor inkOf(Tone tone) {
    const Tokens &t = tokens();
    switch (tone) {
    case Tone::Neutral: return t.secondary;
    case Tone::Accent: return t.accent;
    case Tone::Good: return t.good;
    case Tone::Warning: return t.warning;
    case Tone::Bad: return t.bad;
    }
    return t.secondary;
}

QLabel *makeIcon(const char *iconName, Tone tone, int size, QWidget *parent) {
    auto *label = new QLabel(parent);
    label->setFixedSize(size, size);
    const QString name = QLatin1String(iconName);
    withTheme(label, [label, name, tone, size] {
        label->setPixmap(iconPixmap(name, inkOf(tone), size, qMax(2.0, label->devicePixelRatioF())));
    });
    return label;
}

namespace {

int widestPane() {
    return Theme::instance().pixels(440);
}
constexpr const char *kMadeWidth = "madeWidth"; // of a pane, before it grew

// Scrolls up and down. Where longer words or larger letters need more width than it has, the pane of fixed
// width around it grows, up to a limit; beyond that it scrolls from side to side rather than cut anything off.
class PaneScroll final : public QScrollArea {
public:
    using QScrollArea::QScrollArea;

    void hold(QWidget *inside) {
        setWidget(inside);
        inside->installEventFilter(this);
    }
    QSize minimumSizeHint() const override {
        const QSize usual = QScrollArea::minimumSizeHint();
        return m_isInPane ? QSize(qMin(need(), widestPane()), usual.height()) : usual;
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override {
        if (watched == widget() && event->type() == QEvent::LayoutRequest)
            fit();
        else if (watched == widget() && event->type() == QEvent::Show) { // what changed while it was hidden was not said
            fit();
            QCoreApplication::postEvent(this, new QEvent(QEvent::LayoutRequest));
        }
        return QScrollArea::eventFilter(watched, event);
    }
    void showEvent(QShowEvent *event) override {
        QScrollArea::showEvent(event);
        fit();
    }

private:
    // With room for the bar, there or not: a width that followed it would bring it and take it away for ever.
    int need() const { return (widget() ? widget()->minimumSizeHint().width() : 0) + verticalScrollBar()->sizeHint().width(); }

    void fit() {
        if (!isVisible())
            return;
        for (QWidget *pane = parentWidget(); pane && !pane->isWindow(); pane = pane->parentWidget()) {
            const int ofPerson = pane->property("paneWidth").toInt(); // a SplitPane's: people set it
            if (!pane->layout() || (ofPerson == 0 && pane->minimumWidth() != pane->maximumWidth()))
                continue;
            if (ofPerson == 0 && !pane->property(kMadeWidth).isValid())
                pane->setProperty(kMadeWidth, pane->minimumWidth());
            m_isInPane = true;
            setHorizontalScrollBarPolicy(need() > widestPane() ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
            updateGeometry();
            const int wanted = qMin(pane->layout()->minimumSize().width(), widestPane());
            if (ofPerson > 0)
                pane->setMinimumWidth(qMax(ofPerson * 3 / 4, wanted));
            else
                pane->setFixedWidth(qMax(pane->property(kMadeWidth).toInt(), wanted));
        }
    }

    bool m_isInPane = false;
};

} // namespace

QScrollArea *makeScroll(const QString &objectName, QWidget *inside, QWidget *parent) {
    auto *scroll = new PaneScroll(parent);
    scroll->setObjectName(objectName);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    inside->setProperty("role", QStringLiteral("clear"));
    scroll->hold(inside);
    // The keyboard that comes in from outside, as from the header: what it is at is brought into sight, as it is within.
    QObject::connect(qApp, &QApplication::focusChanged, scroll, [scroll](QWidget *, QWidget *now) {
        if (now && scroll->widget() && scroll->widget()->isAncestorOf(now) && now->isVisible() && now->visibleRegion().isEmpty())
            scroll->ensureWidgetVisible(now, 0, space::kMedium);
    });
    return scroll;
}

QFrame *makeCard(const QString &title, QWidget *parent) {
    auto *card = new QFrame(parent);
    card->setProperty("role", QStringLiteral("card"));
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(space::kMedium, space::kMedium, space::kMedium, space::kMedium);
    layout->setSpacing(space::kSmall);
    if (!title.isEmpty()) {
        card->setAccessibleName(title);
        layout->addWidget(makeLabel(title, "strong", card));
    }
    return card;
}

QFrame *makeLine(QWidget *parent) {
    auto *line = new QFrame(parent);
    line->setProperty("role", QStringLiteral("line"));
    line->setFixedHeight(1);
    return line;
}

QFrame *makePane(const char *role, int width, QWidget *parent) {
    auto *pane = new QFrame(parent);
    pane->setProperty("role", QLatin1String(role));
    pane->setFixedWidth(Theme::instance().pixels(width));
    auto *layout = new QVBoxLayout(pane);
    layout->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kMedium);
    layout->setSpacing(space::kSmall);
    return pane;
}

QToolButton *makeTool(const QString &objectName, const QString &words, const char *iconName, QWidget *parent) {
    auto *tool = new QToolButton(parent);
    tool->setObjectName(objectName);
    tool->setAccessibleName(words);
    tool->setToolTip(words);
    tool->setIconSize(QSize(16, 16));
    tool->setFixedSize(30, 30);
    tool->setIcon(icon(iconName));
    return tool;
}

QBoxLayout *makeRow(int spacing) {
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(spacing);
    return row;
}

QBoxLayout *makeColumn(int spacing) {
    auto *column = new QVBoxLayout;
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing);
    return column;
}

void clearLayout(QLayout *layout) {
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        } else if (QLayout *inner = item->layout()) {
            clearLayout(inner);
        }
        delete item;
    }
}

static QLocale &locale() {
    static QLocale one(QLocale::English);
    return one;
}

const QLocale &interfaceLocale() {
    return locale();
}

void setInterfaceLocale(const QLocale &chosen) {
    locale() = chosen;
}

QString formatDate(const QDate &date) {
    return locale().toString(date, datePattern(QStringLiteral("d MMM yyyy")));
}

QString formatTime(const QTime &time) {
    return locale().toString(time, QStringLiteral("HH:mm"));
}

QString formatMoment(const QDateTime &moment) {
    return QStringLiteral("%1, %2").arg(formatDate(moment.date()), formatTime(moment.time()));
}

QString formatNumber(qint64 value) {
    return locale().toString(value);
}

QString formatPercent(double share, int digits) {
    return locale().toString(share * 100, 'f', digits) + QStringLiteral(" %");
}

} // namespace audience::ui
