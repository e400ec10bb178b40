#include "ui/kit/theme.h"

#include "ui/kit/accessible.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPalette>
#include <QStyleFactory>

namespace audience::ui {

static Tokens lightTokens() {
    return {QColor(0xF5F6F8),
            QColor(0xFFFFFF),
            QColor(0xF1F3F6),
            QColor(0xE2E6EB),
            QColor(0xCDD4DC),
            QColor(0x1A2330),
            QColor(0x55606E),
            QColor(0x8791A0),
            QColor(0x4457D6),
            QColor(0xECEFFD),
            QColor(0xFFFFFF),
            QColor(0x1D8A5A),
            QColor(0xE4F4EC),
            QColor(0xA8690F),
            QColor(0xFCF1DD),
            QColor(0xC6362B),
            QColor(0xFCE9E7),
            {QColor(0x4457D6), QColor(0xE07B39), QColor(0x1F9E8F), QColor(0xB8478A),
             QColor(0xC79A1E), QColor(0x4FA3D9)}};
}

static Tokens darkTokens() {
    return {QColor(0x14171C),
            QColor(0x1B1F26),
            QColor(0x232831),
            QColor(0x2C323C),
            QColor(0x3C4450),
            QColor(0xE7EAF0),
            QColor(0xA6AFBC),
            QColor(0x6E7887),
            QColor(0x8D9BFF),
            QColor(0x272D4D),
            QColor(0x10131A),
            QColor(0x5CC797),
            QColor(0x1B3329),
            QColor(0xE3B05B),
            QColor(0x382C17),
            QColor(0xF08A80),
            QColor(0x3C2220),
            {QColor(0x8D9BFF), QColor(0xF09A63), QColor(0x4CC3B4), QColor(0xDE7FB5),
             QColor(0xDDBA54), QColor(0x7CC0EA)}};
}

Theme::Theme() : m_tokens(lightTokens()) {}

Theme &Theme::instance() {
    static Theme theme;
    return theme;
}

QFont Theme::font(TypeRole role) const {
    static const bool hasInter = QFontDatabase::families().contains(QLatin1String("Inter"));
    QFont font = role == TypeRole::Mono ? QFontDatabase::systemFont(QFontDatabase::FixedFont)
                                        : QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    if (hasInter && role != TypeRole::Mono)
        font.setFamily(QStringLiteral("Inter"));
    const auto set = [&](int pixels, QFont::Weight weight) {
        font.setPixelSize(pixels);
        font.setWeight(weight);
    };
    switch (role) {
    case TypeRole::Body:
        set(13, QFont::Normal);
        break;
    case TypeRole::Secondary:
        set(12, QFont::Normal);
        break;
    case TypeRole::Strong:
        set(13, QFont::DemiBold);
        break;
    case TypeRole::Title:
        set(15, QFont::DemiBold);
        break;
    case TypeRole::Figure:
        set(22, QFont::DemiBold);
        break;
    case TypeRole::KeyFigure:
        set(30, QFont::DemiBold);
        break;
    case TypeRole::Mono:
        set(12, QFont::Normal);
        break;
    }
    return font;
}

void Theme::apply(Scheme scheme) {
    installAccessibility();
    m_scheme = scheme;
    m_tokens = scheme == Scheme::Light ? lightTokens() : darkTokens();
    const Tokens &t = m_tokens;
    QPalette palette;
    palette.setColor(QPalette::Window, t.window);
    palette.setColor(QPalette::WindowText, t.text);
    palette.setColor(QPalette::Base, t.surface);
    palette.setColor(QPalette::AlternateBase, t.inset);
    palette.setColor(QPalette::Text, t.text);
    palette.setColor(QPalette::PlaceholderText, t.tertiary);
    palette.setColor(QPalette::Button, t.surface);
    palette.setColor(QPalette::ButtonText, t.text);
    palette.setColor(QPalette::Highlight, t.accentSoft);
    palette.setColor(QPalette::HighlightedText, t.text);
    palette.setColor(QPalette::Link, t.accent);
    palette.setColor(QPalette::ToolTipBase, t.text);
    palette.setColor(QPalette::ToolTipText, t.surface);
    palette.setColor(QPalette::Disabled, QPalette::Text, t.tertiary);
    palette.setColor(QPalette::Disabled, QPalette::ButtonText, t.tertiary);
    palette.setColor(QPalette::Disabled, QPalette::WindowText, t.tertiary);
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setPalette(palette);
    QApplication::setFont(font(TypeRole::Body));
    qApp->setStyleSheet(styleSheet());
    Q_EMIT changed();
}

// Widgets say what they are with the dynamic property "role"; nothing else sets colours by hand.
QString Theme::styleSheet() const {
    QString sheet = QStringLiteral(R"(
QToolTip { color: @surface; background: @text; border: 0; padding: 4px 8px; }
QMainWindow, QWidget[role="page"] { background: @window; }
QWidget[role="surface"], QFrame[role="rail"], QFrame[role="topBar"], QFrame[role="pane"] { background: @surface; }
QFrame[role="rail"] { border: 0; border-right: 1px solid @border; }
QFrame[role="topBar"] { border: 0; border-bottom: 1px solid @border; }
QFrame[role="paneLeft"] { background: @surface; border: 0; border-right: 1px solid @border; }
QFrame[role="paneRight"] { background: @surface; border: 0; border-left: 1px solid @border; }
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
QLabel[role="secondary"] { color: @secondary; font-size: 12px; }
QLabel[role="tertiary"] { color: @tertiary; font-size: 12px; }
QLabel[role="quietBody"] { color: @secondary; }
QLabel[role="small"] { font-size: 12px; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="crumb"] { color: @secondary; }
QLabel[role="title"] { font-size: 15px; font-weight: 600; }
QLabel[role="figure"] { font-size: 22px; font-weight: 600; }
QLabel[role="keyFigure"] { font-size: 30px; font-weight: 600; }
QLabel[role="headline"] { font-size: 24px; font-weight: 600; }
QLabel[ink="bad"] { color: @bad; }
QLabel[ink="good"] { color: @good; }
QLabel[ink="warning"] { color: @warning; }
QLabel[ink="accent"] { color: @accent; }
QLabel[role="mono"] { font-family: monospace; font-size: 12px; }
QLabel[role="bad"] { color: @bad; }
QLabel[role="good"] { color: @good; }
QLabel[role="warning"] { color: @warning; }
QLabel[chip="neutral"] { background: @inset; color: @secondary; }
QLabel[chip="accent"] { background: @accentSoft; color: @accent; }
QLabel[chip="good"] { background: @goodSoft; color: @good; }
QLabel[chip="warning"] { background: @warningSoft; color: @warning; }
QLabel[chip="bad"] { background: @badSoft; color: @bad; }
QLabel[chip] { border-radius: 10px; padding: 2px 10px; font-size: 12px; font-weight: 500; min-height: 16px; max-height: 16px; }
QPushButton { background: @surface; color: @text; border: 1px solid @strongBorder; border-radius: 6px; padding: 0 12px; min-height: 28px; font-weight: 500; }
QPushButton:hover { background: @inset; }
QPushButton:pressed { background: @border; }
QPushButton:focus { border: 1px solid @accent; }
QPushButton:disabled { color: @tertiary; border-color: @border; background: @surface; }
QPushButton[role="primary"] { background: @accent; color: @onAccent; border: 1px solid @accent; }
QPushButton[role="primary"]:hover { background: @accentHover; }
QPushButton[role="primary"]:focus { border: 2px solid @text; }
QPushButton[role="primary"]:disabled { background: @inset; color: @tertiary; border-color: @border; }
QPushButton[role="quiet"] { border: 1px solid transparent; background: transparent; color: @secondary; }
QPushButton[role="quiet"]:hover { background: @inset; color: @text; }
QPushButton[role="quiet"]:focus { border: 1px solid @accent; }
QPushButton[role="danger"] { border: 1px solid transparent; background: transparent; color: @bad; }
QPushButton[role="danger"]:hover { background: @badSoft; }
QPushButton[role="danger"]:focus { border: 1px solid @bad; }
QPushButton[role="rail"] { border: 1px solid transparent; background: transparent; text-align: left; padding: 0 8px; min-height: 30px; font-weight: 400; color: @text; }
QPushButton[role="rail"]:hover { background: @inset; }
QPushButton[role="rail"]:checked { background: @accentSoft; color: @accent; font-weight: 500; }
QPushButton[role="rail"]:focus { border: 1px solid @accent; }
QPushButton[role="search"] { background: @inset; color: @tertiary; border: 1px solid @border; text-align: left; font-weight: 400; padding: 0 8px; }
QPushButton[role="search"]:focus { border: 1px solid @accent; }
QPushButton[role="value"] { color: @accent; padding: 0 8px; }
QPushButton[role="chip"] { border: 1px solid transparent; border-radius: 11px; background: @inset; color: @secondary; padding: 0 10px; min-height: 20px; font-size: 12px; }
QPushButton[role="chip"]:hover { color: @text; }
QPushButton[role="chip"]:checked { background: @accentSoft; color: @accent; }
QPushButton[role="chip"]:focus { border: 1px solid @accent; }
QPushButton[role="field"] { padding: 0 10px; font-weight: 500; }
QPushButton[role="word"] { border: 1px solid transparent; background: transparent; color: @secondary; padding: 0 2px; font-weight: 400; font-size: 12px; }
QPushButton[role="word"]:hover { background: @inset; color: @text; }
QPushButton[role="word"]:focus { border: 1px solid @accent; }
QPushButton[role="joint"] { border: 1px solid transparent; border-radius: 11px; background: @accentSoft; color: @accent; padding: 0 8px; min-height: 20px; font-size: 12px; font-weight: 600; }
QPushButton[role="joint"]:hover { border: 1px solid @accent; }
QPushButton[role="joint"]:focus { border: 1px solid @accent; }
QPushButton[role="crumb"] { border: 1px solid transparent; background: transparent; color: @secondary; padding: 0 2px; font-weight: 400; }
QPushButton[role="crumb"]:hover { color: @text; }
QPushButton[role="crumb"]:focus { border: 1px solid @accent; }
QPushButton[role="goodRow"] { border: 1px solid transparent; border-radius: 6px; background: @goodSoft; color: @text; text-align: left; min-height: 32px; padding: 0 10px; }
QPushButton[role="goodRow"]:focus { border: 1px solid @good; }
QPushButton[role="tab"] { border: 0; border-bottom: 2px solid transparent; border-radius: 0; background: transparent; color: @secondary; padding: 0 2px; min-height: 34px; }
QPushButton[role="tab"]:checked { color: @accent; border-bottom: 2px solid @accent; }
QPushButton[role="tab"]:focus { color: @text; }
QToolButton { border: 1px solid transparent; border-radius: 6px; padding: 4px; background: transparent; }
QToolButton:hover { background: @inset; }
QToolButton:focus { border: 1px solid @accent; }
QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox, QDateEdit { background: @surface; color: @text; border: 1px solid @strongBorder; border-radius: 6px; padding: 0 8px; min-height: 28px; selection-background-color: @accentSoft; selection-color: @text; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus { border: 1px solid @accent; }
QLineEdit[role="value"] { color: @accent; font-weight: 500; }
QLineEdit[invalid="true"] { border: 1px solid @bad; }
QComboBox::drop-down { border: 0; width: 22px; }
QComboBox::down-arrow { image: url(:/icons/chevron-down.svg); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: @surface; border: 1px solid @strongBorder; outline: 0; padding: 4px; selection-background-color: @accentSoft; selection-color: @text; }
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button { width: 0; border: 0; }
QPlainTextEdit, QTextEdit, QTextBrowser { background: @surface; color: @text; border: 0; selection-background-color: @accentSoft; selection-color: @text; }
QTableView, QListView, QTreeView { background: @surface; border: 0; outline: 0; gridline-color: @border; selection-background-color: @accentSoft; selection-color: @text; }
QHeaderView { background: @inset; border: 0; }
QHeaderView::section { background: @inset; color: @secondary; border: 0; border-bottom: 1px solid @border; padding: 0 10px; min-height: 27px; font-size: 12px; font-weight: 500; }
QTableView[role="plain"] QHeaderView::section { background: @surface; }
QMenu { background: @surface; border: 1px solid @strongBorder; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: @accentSoft; color: @text; }
QMenu::separator { height: 1px; background: @border; margin: 4px 0; }
QProgressBar { background: @inset; border: 0; border-radius: 2px; max-height: 4px; min-height: 4px; text-align: center; color: transparent; }
QProgressBar::chunk { background: @accent; border-radius: 2px; }
QSplitter::handle { background: @border; }
QSplitter::handle:horizontal { width: 1px; }
QScrollArea { border: 0; background: transparent; }
QScrollArea > QWidget > QWidget[role="clear"] { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QTableCornerButton::section { background: transparent; border: 0; }
QScrollBar:vertical { width: 10px; background: transparent; margin: 0; }
QScrollBar:horizontal { height: 10px; background: transparent; margin: 0; }
QScrollBar::handle { background: @strongBorder; border-radius: 4px; min-height: 28px; min-width: 28px; margin: 2px; }
QScrollBar::handle:hover { background: @tertiary; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QCheckBox { spacing: 8px; }
QFrame[role="notice"] { border-radius: 8px; background: @warningSoft; border: 0; }
QFrame[role="standing"] { background: @warningSoft; border: 0; border-bottom: 1px solid @border; }
QFrame[role="standingQuiet"] { background: @accentSoft; border: 0; border-bottom: 1px solid @border; }
QFrame[role="drop"] { background: @accentSoft; border: 2px dashed @accent; border-radius: 8px; }
QFrame[role="noticeBad"] { border-radius: 8px; background: @badSoft; border: 0; }
QFrame[role="noticeGood"] { border-radius: 8px; background: @goodSoft; border: 0; }
QFrame[role="toast"] { background: @text; border-radius: 8px; }
QFrame[role="toast"] QLabel { color: @surface; }
QFrame[role="toast"] QPushButton { background: transparent; border: 0; color: @surface; font-weight: 600; }
QFrame[role="popup"] { background: @surface; border: 1px solid @strongBorder; border-radius: 8px; }
)");
    const auto put = [&](const char *name, const QColor &colour) {
        sheet.replace(QLatin1Char('@') + QLatin1String(name), colour.name());
    };
    // Longer names first: @accentSoft must not be read as @accent + "Soft".
    put("accentHover",
        m_scheme == Scheme::Light ? m_tokens.accent.darker(112) : m_tokens.accent.lighter(108));
    put("accentSoft", m_tokens.accentSoft);
    put("accent", m_tokens.accent);
    put("strongBorder", m_tokens.strongBorder);
    put("border", m_tokens.border);
    put("goodSoft", m_tokens.goodSoft);
    put("good", m_tokens.good);
    put("warningSoft", m_tokens.warningSoft);
    put("warning", m_tokens.warning);
    put("badSoft", m_tokens.badSoft);
    put("bad", m_tokens.bad);
    put("onAccent", m_tokens.onAccent);
    put("window", m_tokens.window);
    put("surface", m_tokens.surface);
    put("inset", m_tokens.inset);
    put("secondary", m_tokens.secondary);
    put("tertiary", m_tokens.tertiary);
    put("text", m_tokens.text);
    return sheet;
}

} // namespace audience::ui
