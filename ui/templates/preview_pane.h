// The email as others see it: on a desktop, on a phone, in dark colours (its own, or as mail programs turn what has
// none), without pictures. Main thread.
#pragma once

#include "service/views.h"

#include <QWidget>

class QFrame;
class QLabel;

namespace audience::ui {

class EmailPreview;
class SegmentedControl;

class PreviewPane final : public QWidget {
    Q_OBJECT
public:
    enum Mode { Desktop, Phone, Dark, NoPictures };
    enum DarkWay { OwnStyles, PartlyTurned, FullyTurned };

    explicit PreviewPane(QWidget *parent = nullptr);
    void setPreview(const service::EmailPreview &preview);
    void setMode(Mode mode);
    Mode mode() const { return m_mode; }
    // Which of them a program chooses for an email is said beside the control; own styles only where it has some.
    void setDarkWay(DarkWay way);
    bool isSettled() const;
    QString shownHtml() const { return m_shown; }

private:
    void buildBar();
    void refresh();
    void refreshDark();
    QString html() const;
    SegmentedControl *m_darkWays;
    QFrame *m_paper, *m_bar;
    QLabel *m_about;
    EmailPreview *m_preview;
    std::string m_html;
    QString m_shown;
    bool m_hasDark = false;
    Mode m_mode = Desktop;
    DarkWay m_way = OwnStyles;
};

} // namespace audience::ui
