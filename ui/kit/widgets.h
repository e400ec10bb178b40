// Small makers for the parts every page is built from. Each sets the object name, the accessible
// name and the role that the style sheet knows, so that pages never set colours or sizes
// themselves.
#pragma once

#include <QDateTime>
#include <QFrame>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

class QBoxLayout;
class QScrollArea;
class QToolButton;

namespace audience::ui {

enum class Tone { Neutral, Accent, Good, Warning, Bad };

QLabel *makeLabel(const QString &text, const char *role = "body", QWidget *parent = nullptr);
QLabel *makeChip(const QString &text, Tone tone = Tone::Neutral, QWidget *parent = nullptr);
void setChip(QLabel *chip, const QString &text, Tone tone);
// role: "" (plain), "primary", "quiet", "danger", "tab"; "field" and "value" show what is chosen, with a
// chevron (ValueButton).
QPushButton *makeButton(const QString &objectName, const QString &text, const char *role = "",
                        const char *iconName = nullptr, QWidget *parent = nullptr);
// A label with an icon that follows the theme.
QLabel *makeIcon(const char *iconName, Tone tone = Tone::Neutral, int size = 16, QWidget *parent = nullptr);
QColor inkOf(Tone tone);
QFrame *makeCard(const QString &title = {}, QWidget *parent = nullptr); // with a vertical layout
QFrame *makeLine(QWidget *parent = nullptr);
// A pane at the side of a page: a fixed width, a column inside with the page's padding.
QFrame *makePane(const char *role, int width, QWidget *parent = nullptr);
// An icon button; the words are its tooltip and accessible name.
QToolButton *makeTool(const QString &objectName, const QString &words, const char *iconName, QWidget *parent = nullptr);
QBoxLayout *makeRow(int spacing = 8);
QBoxLayout *makeColumn(int spacing = 8);
// Sets a dynamic property and re-reads the style.
void setRole(QWidget *widget, const char *role);
void setProperty(QWidget *widget, const char *name, const QVariant &value);
void clearLayout(QLayout *layout);

// A scroll area without a frame around the widget, which keeps its own background.
QScrollArea *makeScroll(const QString &objectName, QWidget *inside, QWidget *parent = nullptr);

// The language of numbers and dates; English until the window is shown in another one.
const QLocale &interfaceLocale();
void setInterfaceLocale(const QLocale &locale);
QString formatDate(const QDate &date);        // "21 Nov 2026"
QString formatTime(const QTime &time);        // "14:00"
QString formatMoment(const QDateTime &moment); // "21 Nov 2026, 14:00"
// "18,420": grouped with commas in the interface language's own way.
QString formatNumber(qint64 value);
QString formatPercent(double share, int digits = 1); // 0.064 -> "6.4 %"

} // namespace audience::ui
