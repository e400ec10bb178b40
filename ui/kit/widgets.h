// Small makers for the parts every page is built from. Each sets the object name, the accessible
// name and the role that the style sheet knows, so that pages never set colours or sizes
// themselves.
#pragma once

#include <QFrame>
#include <QLabel>
#include <QPushButton>

class QBoxLayout;

namespace audience::ui {

enum class Tone { Neutral, Accent, Good, Warning, Bad };

QLabel *makeLabel(const QString &text, const char *role = "body", QWidget *parent = nullptr);
QLabel *makeChip(const QString &text, Tone tone = Tone::Neutral, QWidget *parent = nullptr);
void setChip(QLabel *chip, const QString &text, Tone tone);
// role: "" (plain), "primary", "quiet", "danger", "value", "tab"
QPushButton *makeButton(const QString &objectName, const QString &text, const char *role = "",
                        const char *iconName = nullptr, QWidget *parent = nullptr);
QFrame *makeCard(const QString &title = {}, QWidget *parent = nullptr); // with a vertical layout
QFrame *makeLine(QWidget *parent = nullptr);
QBoxLayout *makeRow(int spacing = 8);
QBoxLayout *makeColumn(int spacing = 8);
// Sets a dynamic property and re-reads the style.
void setRole(QWidget *widget, const char *role);
void setProperty(QWidget *widget, const char *name, const QVariant &value);
void clearLayout(QLayout *layout);

// "18,420": grouped with commas in the interface language's own way.
QString formatNumber(qint64 value);
QString formatPercent(double share, int digits = 1); // 0.064 -> "6.4 %"

} // namespace audience::ui
