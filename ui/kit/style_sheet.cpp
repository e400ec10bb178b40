#include "ui/kit/style_sheet.h"

#include <QHash>

namespace audience::ui {

// "@name" is a colour, "#13" a length that grows with the letters.
static const char *const kSheet = R"(
QToolTip { color: @surface; background: @text; border: 0; padding: 4px 8px; }
QMainWindow, QWidget[role="page"] { background: @window; }
QWidget[role="surface"], QFrame[role="rail"], QFrame[role="topBar"], QFrame[role="pane"] { background: @surface; }
QFrame[role="rail"] { border: 0; border-right: 1px solid @border; }
QFrame[role="topBar"] { border: 0; border-bottom: 1px solid @border; }
QFrame[role="paneLeft"] { background: @surface; border: 0; border-right: 1px solid @border; }
QFrame[role="paneRight"] { background: @surface; border: 0; border-left: 1px solid @border; }
QFrame[role="paneLeft"][inSplit="true"], QFrame[role="paneRight"][inSplit="true"] { border: 0; }
QFrame[role="card"] { background: @surface; border: 1px solid @border; border-radius: 8px; }
QFrame[role="tabRow"] { background: @surface; border: 0; border-bottom: 1px solid @border; }
QFrame[role="field"] { background: @surface; border: 1px solid @border; border-radius: 8px; }
QFrame[role="row"] { background: @surface; border: 1px solid @border; border-radius: 6px; }
QFrame[role="footer"] { background: @surface; border: 0; border-top: 1px solid @border; }
QFrame[role="door"] { background: @surface; border: 1px solid @border; border-radius: 8px; }
QFrame[role="doorFirst"] { background: @surface; border: 1px solid @accent; border-radius: 8px; }
QFrame[role="badge"] { background: @accentSoft; border: 0; border-radius: 8px; }
QFrame[role="inset"] { background: @inset; border: 0; border-radius: 8px; }
QFrame[role="line"] { background: @border; border: 0; }
QLabel { background: transparent; }
QLabel[role="secondary"] { color: @secondary; font-size: #12; }
QLabel[role="tertiary"] { color: @tertiary; font-size: #12; }
QLabel[role="quietBody"] { color: @secondary; }
QLabel[role="small"] { font-size: #12; }
QLabel[role="medium"] { font-weight: 500; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="crumb"] { color: @secondary; }
QLabel[role="title"] { font-size: #15; font-weight: 600; }
QLabel[role="figure"] { font-size: #22; font-weight: 700; }
QLabel[role="keyFigure"] { font-size: #30; font-weight: 700; }
QLabel[role="headline"] { font-size: #24; font-weight: 600; }
QLabel[ink="bad"] { color: @bad; }
QLabel[ink="good"] { color: @good; }
QLabel[ink="warning"] { color: @warning; }
QLabel[ink="quiet"] { color: @secondary; }
QLabel[ink="old"] { color: @tertiary; }
QLabel[ink="accent"] { color: @accent; }
QLabel[role="accent"] { color: @accent; font-size: #12; font-weight: 600; }
QLabel[role="mono"] { font-family: monospace; font-size: #12; }
QLabel[role="fault"] { color: @bad; font-size: #12; }
QLabel[role="bad"] { color: @bad; }
QLabel[role="good"] { color: @good; }
QLabel[role="warning"] { color: @warning; }
QLabel[chip="neutral"] { background: @inset; color: @secondary; }
QLabel[chip="accent"] { background: @accentSoft; color: @accent; }
QLabel[chip="good"] { background: @goodSoft; color: @good; }
QLabel[chip="warning"] { background: @warningSoft; color: @warning; }
QLabel[chip="bad"] { background: @badSoft; color: @bad; }
QLabel[chip] { border-radius: 10px; padding: 2px 10px; font-size: #12; font-weight: 500; min-height: #16; max-height: #16; }
QLabel[chip][room="small"] { padding: 2px 6px; }
QPushButton { background: @surface; color: @text; border: 1px solid @strongBorder; border-radius: 6px; padding: 0 12px; min-height: #28; font-weight: 500; }
QPushButton:hover { background: @inset; }
QPushButton:pressed { background: @border; }
QPushButton:disabled { color: @tertiary; border-color: @border; background: @surface; }
QPushButton[role="primary"] { background: @accent; color: @onAccent; border: 1px solid @accent; }
QPushButton[role="primary"]:hover { background: @accentHover; }
QPushButton[role="primary"]:pressed { background: @accentPressed; }
QPushButton[role="primary"]:disabled { background: @accentQuiet; color: @accentFaint; border-color: @accentQuiet; }
QPushButton[role="quiet"] { border: 1px solid transparent; background: transparent; color: @secondary; }
QPushButton[role="quiet"]:hover { background: @inset; color: @text; }
QPushButton[role="danger"] { border: 1px solid transparent; background: transparent; color: @bad; }
QPushButton[role="danger"]:hover { background: @badSoft; }
QPushButton[role="rail"] { border: 1px solid transparent; background: transparent; text-align: left; padding: 0 8px; min-height: #30; font-weight: 400; color: @text; }
QPushButton[role="rail"]:hover { background: @inset; }
QPushButton[role="rail"]:checked { background: @accentSoft; color: @accent; font-weight: 500; }
QPushButton[role="search"] { background: @inset; color: @tertiary; border: 1px solid @border; text-align: left; font-weight: 400; padding: 0 8px; }
QPushButton[role="chip"] { border: 1px solid transparent; border-radius: 11px; background: @inset; color: @secondary; padding: 0 10px; min-height: #20; font-size: #12; }
QPushButton[role="chip"]:hover { color: @text; }
QPushButton[role="chip"]:checked { background: @accentSoft; color: @accent; }
QPushButton[role="word"] { border: 1px solid transparent; background: transparent; color: @secondary; padding: 0 2px; font-weight: 400; font-size: #12; }
QPushButton[role="warningWord"] { border: 1px solid transparent; background: transparent; color: @warning; padding: 0 2px; font-weight: 400; font-size: #12; }
QPushButton[role="warningWord"]:hover { background: @warningSoft; }
QPushButton[role="word"]:hover { background: @inset; color: @text; }
QPushButton[role="joint"] { border: 1px solid transparent; border-radius: 11px; background: @accentSoft; color: @accent; padding: 0 8px; min-height: #20; font-size: #12; font-weight: 600; }
QPushButton[role="joint"]:hover { border: 1px solid @accent; }
QPushButton[role="crumb"] { border: 1px solid transparent; background: transparent; color: @secondary; padding: 0 2px; font-weight: 400; }
QPushButton[role="crumb"]:hover { color: @text; }
QPushButton[role="goodRow"] { border: 1px solid transparent; border-radius: 6px; background: @goodSoft; color: @text; text-align: left; min-height: #32; padding: 0 10px; }
QPushButton[role="tab"] { border: 0; border-bottom: 2px solid transparent; border-radius: 0; background: transparent; color: @secondary; padding: 0 2px; min-height: #34; }
QPushButton[role="tab"]:checked { color: @accent; border-bottom: 2px solid @accent; }
QToolButton { border: 1px solid transparent; border-radius: 6px; padding: 4px; background: transparent; }
QToolButton:hover { background: @inset; }
QLineEdit { background: @surface; color: @text; border: 1px solid @strongBorder; border-radius: 6px; padding: 0 8px; min-height: #28; selection-background-color: @accentSoft; selection-color: @text; }
QLineEdit:disabled { background: @inset; color: @tertiary; border-color: @border; }
QLineEdit:read-only { background: @inset; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { border: 0; padding: 0 6px; min-height: 0; background: transparent; }
QLineEdit:focus { border: 2px solid @accent; padding: 0 7px; min-height: #26; }
QAbstractSpinBox QLineEdit:focus, QComboBox QLineEdit:focus { border: 0; padding: 0 6px; min-height: 0; }
QLineEdit[role="value"] { color: @accent; font-weight: 500; }
QPushButton[role="gallery"] { border: 1px solid @border; border-radius: 8px; background: @surface; padding: 0; min-height: #348; max-height: #348; }
QLabel[role="picture"] { border: 1px solid @border; }
QPushButton[role="gallery"][room="tall"] { min-height: #388; max-height: #388; }
QPushButton[role="gallery"]:hover { border: 1px solid @accent; background: @surface; }
QFrame[role="valueBox"] { background: @surface; border: 1px solid @strongBorder; border-radius: 6px; }
QLineEdit[role="bare"] { border: 0; border-bottom: 2px solid transparent; border-radius: 0; background: transparent; color: @accent; font-weight: 500; min-height: #24; padding: 0 0 0 8px; }
QLineEdit[role="bare"]:focus { border: 0; border-bottom: 2px solid @accent; min-height: #24; padding: 0 0 0 8px; }
QPushButton[role="bare"] { border: 0; border-bottom: 2px solid transparent; border-radius: 0; background: transparent; color: @accent; font-weight: 500; min-height: #24; padding: 0 8px 0 2px; }
QPushButton[role="bare"]:focus { border-bottom: 2px solid @accent; }
QLineEdit[role="title"] { border: 1px solid transparent; background: transparent; font-size: #15; font-weight: 600; padding: 0 6px; }
QLineEdit[role="title"]:hover { background: @inset; }
QLineEdit[role="title"]:focus { border: 1px solid @accent; background: @surface; padding: 0 6px; min-height: #28; }
QLineEdit[invalid="true"] { border: 1px solid @bad; }
QComboBox QAbstractItemView { background: @surface; border: 1px solid @strongBorder; outline: 0; padding: 4px; selection-background-color: @accentSoft; selection-color: @text; }
QPlainTextEdit, QTextEdit, QTextBrowser { background: @surface; color: @text; border: 0; selection-background-color: @accentSoft; selection-color: @text; }
QTableView, QListView, QTreeView { background: @surface; border: 0; outline: 0; gridline-color: @border; selection-background-color: @accentSoft; selection-color: @text; }
QHeaderView { background: @inset; border: 0; }
QHeaderView::section { background: @inset; color: @secondary; border: 0; border-bottom: 1px solid @border; padding: 0 10px; min-height: #27; font-size: #12; font-weight: 500; }
QTableView[role="plain"] QHeaderView::section { background: @surface; }
QMenu { background: @surface; border: 1px solid @strongBorder; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: @accentSoft; color: @text; }
QMenu::separator { height: 1px; background: @border; margin: 4px 0; }
QProgressBar { background: @inset; border: 0; border-radius: 2px; max-height: 4px; min-height: 4px; text-align: center; color: transparent; }
QProgressBar::chunk { background: @accent; border-radius: 2px; }
QSplitter::handle { background: transparent; }
QScrollArea { border: 0; background: transparent; }
QScrollArea > QWidget > QWidget[role="clear"] { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QTableCornerButton::section { background: transparent; border: 0; }
QScrollBar:vertical { width: 10px; background: transparent; margin: 0; }
QScrollBar:horizontal { height: 10px; background: transparent; margin: 0; }
QScrollBar::handle { background: @strongBorder; border-radius: 4px; min-height: #28; min-width: 28px; margin: 2px; }
QScrollBar::handle:hover { background: @tertiary; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QFrame[role="notice"] { border-radius: 8px; background: @warningSoft; border: 0; }
QFrame[role="standing"] { background: @warningSoft; border: 0; border-bottom: 1px solid @border; }
QFrame[role="standingQuiet"] { background: @accentSoft; border: 0; border-bottom: 1px solid @border; }
QFrame[role="drop"] { background: @accentSoft; border: 2px dashed @accent; border-radius: 8px; }
QFrame[role="noticeBad"] { border-radius: 8px; background: @badSoft; border: 0; }
QFrame[role="noticeGood"] { border-radius: 8px; background: @goodSoft; border: 0; }
QFrame[role="toast"] { background: @text; border-radius: 8px; }
QFrame[role="toast"] QLabel { color: @surface; }
QFrame[role="toast"] QPushButton { background: transparent; border: 1px solid transparent; color: @toastAccent; font-weight: 600; padding: 0 8px; }
QFrame[role="toast"] QPushButton:hover { background: @toastHover; }
QFrame[role="toast"] QLabel[role="onToast"] { color: @toastQuiet; font-size: #12; }
QFrame[role="popup"] { background: @surface; border: 1px solid @strongBorder; border-radius: 8px; }
QDialog, QMessageBox, QFileDialog, QInputDialog, QColorDialog, QFontDialog { background: @surface; }
QPushButton[role="danger"]:disabled, QPushButton[role="quiet"]:disabled { color: @tertiary; background: transparent; }
QPushButton[role="chip"]:disabled { color: @tertiary; }
QPushButton[role="segment"] { border: 1px solid @strongBorder; border-radius: 0; padding: 0 10px; background: @surface; color: @secondary; }
QPushButton[dense="true"] { min-height: #24; padding: 0 10px; }
QPushButton[joined="left"] { border-top-right-radius: 0; border-bottom-right-radius: 0; }
QPushButton[joined="right"] { border-top-left-radius: 0; border-bottom-left-radius: 0; }
QPushButton[narrow="true"] { padding: 0 7px; min-width: 14px; }
QPushButton:default { border-color: @accent; }
QToolButton:pressed, QToolButton:checked { background: @accentSoft; }
QToolButton::menu-indicator { image: none; width: 0; }
QPushButton::menu-indicator { width: 0; }
QComboBox QAbstractItemView::item { min-height: #28; padding: 0 8px; border-radius: 4px; }
QComboBox QAbstractItemView::item:selected { background: @accentSoft; color: @text; }
QMenu::item:disabled { color: @tertiary; }
QMenu::icon { padding-left: 8px; }
QMenuBar { background: @surface; border-bottom: 1px solid @border; }
QMenuBar::item { padding: 4px 10px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: @accentSoft; }
QGroupBox { border: 1px solid @border; border-radius: 8px; margin-top: 10px; padding: 12px; }
QGroupBox::title { subcontrol-origin: margin; left: 10px; padding: 0 4px; color: @secondary; }
QTabWidget::pane { border: 1px solid @border; border-radius: 8px; }
QTabBar::tab { padding: 6px 12px; color: @secondary; border: 0; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: @accent; border-bottom: 2px solid @accent; }
QStatusBar { background: @surface; border-top: 1px solid @border; color: @secondary; }
QSlider::groove:horizontal { height: 4px; background: @border; border-radius: 2px; }
QSlider::sub-page:horizontal { background: @accent; border-radius: 2px; }
QSlider::handle:horizontal { width: 16px; height: 16px; margin: -6px 0; border-radius: 8px; background: @surface; border: 1px solid @tertiary; }
QSlider::handle:horizontal:focus { border: 2px solid @accent; }
QScrollBar::handle:pressed { background: @secondary; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: @surface; }
QCalendarWidget QToolButton { color: @text; font-weight: 600; padding: 4px 8px; }
QCalendarWidget QAbstractItemView { selection-background-color: @accent; selection-color: @onAccent; outline: 0; }
QCalendarWidget QAbstractItemView:disabled { color: @tertiary; }
QFrame[role="cardLink"] { background: @surface; border: 1px solid @border; border-radius: 8px; }
QFrame[role="cardLink"]:hover { border: 1px solid @strongBorder; background: @inset; }
QFrame[role="noticeInfo"] { border-radius: 8px; background: @accentSoft; border: 0; }
)";

static QHash<QString, QColor> coloursOf(const Tokens &t, Scheme scheme) {
    const bool isLight = scheme == Scheme::Light;
    const auto mixed = [](const QColor &a, const QColor &b, double share) {
        return QColor::fromRgbF(float(a.redF() * (1 - share) + b.redF() * share), float(a.greenF() * (1 - share) + b.greenF() * share),
                                float(a.blueF() * (1 - share) + b.blueF() * share));
    };
    return {{QStringLiteral("window"), t.window},
            {QStringLiteral("surface"), t.surface},
            {QStringLiteral("inset"), t.inset},
            {QStringLiteral("border"), t.border},
            {QStringLiteral("strongBorder"), t.strongBorder},
            {QStringLiteral("text"), t.text},
            {QStringLiteral("secondary"), t.secondary},
            {QStringLiteral("tertiary"), t.tertiary},
            {QStringLiteral("accent"), t.accent},
            {QStringLiteral("accentSoft"), t.accentSoft},
            {QStringLiteral("accentHover"), isLight ? t.accent.darker(112) : t.accent.lighter(108)},
            {QStringLiteral("accentPressed"), isLight ? t.accent.darker(125) : t.accent.darker(108)},
            // A primary button that cannot be pressed yet keeps its colour and its readable words.
            {QStringLiteral("accentQuiet"), mixed(t.surface, t.accent, isLight ? 0.16 : 0.22)},
            {QStringLiteral("accentFaint"), mixed(t.surface, t.accent, isLight ? 0.82 : 0.8)},
            {QStringLiteral("onAccent"), t.onAccent},
            {QStringLiteral("good"), t.good},
            {QStringLiteral("goodSoft"), t.goodSoft},
            {QStringLiteral("warning"), t.warning},
            {QStringLiteral("warningSoft"), t.warningSoft},
            {QStringLiteral("bad"), t.bad},
            {QStringLiteral("badSoft"), t.badSoft},
            {QStringLiteral("toastAccent"), isLight ? QColor(0xB9C2FF) : QColor(0x3444B8)},
            {QStringLiteral("toastQuiet"), mixed(t.text, t.surface, 0.62)},
            {QStringLiteral("toastHover"), mixed(t.text, t.surface, 0.14)}};
}

QString styleSheetOf(const Tokens &tokens, Scheme scheme, qreal textScale) {
    const QHash<QString, QColor> colours = coloursOf(tokens, scheme);
    const QString sheet = QString::fromLatin1(kSheet);
    QString out;
    out.reserve(sheet.size() * 2);
    for (qsizetype at = 0; at < sheet.size();) {
        const QChar mark = sheet[at];
        qsizetype end = at + 1;
        if (mark == QLatin1Char('@')) {
            while (end < sheet.size() && sheet[end].isLetter())
                ++end;
            out += colours.value(sheet.mid(at + 1, end - at - 1)).name();
        } else if (mark == QLatin1Char('#') && end < sheet.size() && sheet[end].isDigit()) {
            while (end < sheet.size() && sheet[end].isDigit())
                ++end;
            out += QString::number(qRound(sheet.mid(at + 1, end - at - 1).toInt() * textScale)) + QStringLiteral("px");
        } else {
            out += mark;
        }
        at = end;
    }
    return out;
}

} // namespace audience::ui
