// The pictures of the workspace to look through, to add to and to choose from: files are chosen, dropped or pasted. In its
// own place it shows one picture in detail beside the grid; for picking, a few words and a button below it. Main thread;
// everything that reads or decodes runs on pool threads.
#pragma once

#include "service/asset_service.h"

#include <QWidget>

#include <functional>
#include <memory>

class QLabel;
class QLineEdit;
class QPushButton;

namespace audience::ui {

class AssetDetail;
class AssetGrid;
class AssetModel;
class AssetPlaceBar;
class Notice;
class StateView;

class AssetLibrary final : public QWidget {
    Q_OBJECT
public:
    enum class Mode { Manage, Pick };
    AssetLibrary(std::shared_ptr<service::Session> session, Mode mode, QWidget *parent = nullptr);
    void reload();                          // what is in the workspace now
    void choose(const std::string &asset);  // a hash or "asset:...": shown as chosen once it is there
    // As people drop or paste them; what is no picture is named. `width`: as it will be shown, at most.
    void addFiles(const QStringList &paths);
    void addImage(const QImage &image);
    void setShownWidth(int width) { m_shownWidth = width; }
    AssetModel *model() { return m_model; }
    bool isSettled() const;

Q_SIGNALS:
    void chosen(const audience::service::AssetView &asset); // to be used; in picking mode
    void changed();                                         // the library is another
    void said(const QString &message);
    void saidWithUndo(const QString &message, const std::function<void()> &undo);
    void failed(const audience::Error &error); // said here, too
    void goTo(const QString &page, const QString &target);

protected:
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    struct Adding {
        std::vector<service::AssetView> added;
        std::vector<Error> errors;
    };
    QLayout *makeHead();
    void connectParts();
    void add(qsizetype count, const std::function<Adding(service::AssetService &, const service::AssetAddOptions &)> &work);
    void take(const Adding &answer);
    void paste();
    void askForPictures();
    void showChosen();
    void showGrid();
    void remove();
    void refuse(const Error &error);
    const service::AssetView *current() const;
    std::shared_ptr<service::Session> m_session;
    Mode m_mode;
    int m_shownWidth = 600, m_busy = 0;
    bool m_isLoaded = false;
    std::string m_wanted; // to be shown as chosen
    AssetModel *m_model;
    AssetGrid *m_grid;
    AssetDetail *m_detail;
    AssetPlaceBar *m_place;
    StateView *m_state;
    Notice *m_notice;
    QLineEdit *m_search;
    QPushButton *m_add;
    QLabel *m_adding;
};

} // namespace audience::ui
