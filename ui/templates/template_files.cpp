#include "ui/templates/template_files.h"

#include "qbase/convert.h"
#include "service/picture_files.h"
#include "service/session.h"
#include "ui/pictures/picture_codec.h"

#include <QFileInfo>
#include <QSaveFile>

namespace audience::ui {

using service::TemplateFormat;

namespace {

constexpr qint64 kMostBytes = 20'000'000; // a template with all its translations and variants

bool namesPictures(TemplateFormat format) {
    return format == TemplateFormat::Html || format == TemplateFormat::Mjml;
}

Result<std::string> readAll(const QString &path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error(ErrorKind::Io, "ingest.file_unreadable").with("path", toUtf8(path)).with("reason", toUtf8(file.errorString()));
    const QByteArray bytes = file.read(kMostBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return Error(ErrorKind::Io, "ingest.file_unreadable").with("path", toUtf8(path)).with("reason", toUtf8(file.errorString()));
    if (bytes.size() > kMostBytes)
        return Error(ErrorKind::Limit, "cli.file_too_large").with("path", toUtf8(path)).with("limit", std::to_string(kMostBytes / 1'000'000));
    return bytes.toStdString();
}

} // namespace

Result<OpenedFile> openTemplateFile(service::Session &session, const QString &path) {
    const QFileInfo info(path);
    const std::string name = toUtf8(info.completeBaseName()), where = toUtf8(info.absoluteFilePath());
    OpenedFile opened;
    TRY_ASSIGN(const std::string text, readAll(path));
    TRY_ASSIGN(opened.read, service::readTemplateFile(&session, text, where, {}, {}));
    if (namesPictures(opened.read.format)) {
        TRY_ASSIGN(const service::TakenPictures pictures, service::takePicturesBeside(session, text, where, toUtf8(info.absolutePath()), &pictureCodec()));
        if (pictures.text != text) {
            TRY_ASSIGN(opened.read, service::readTemplateFile(&session, pictures.text, where, {}, {}));
        }
        opened.pictures = int(pictures.taken.size());
        opened.left = pictures.left;
    }
    if (opened.read.format != TemplateFormat::Json || opened.read.email.name.empty())
        opened.read.email.name = name;
    return opened;
}

Result<WrittenFile> writeTemplateFile(service::Session &session, const model::EmailTemplate &email, TemplateFormat format, const QString &path) {
    WrittenFile written;
    std::string text;
    if (format == TemplateFormat::Mjml) {
        TRY_ASSIGN(blocks::MjmlExport made, service::templateMjml(session, email));
        text = std::move(made.mjml);
        written.findings = std::move(made.findings);
    } else {
        TRY_ASSIGN(text, service::writtenTemplate(email, format, false));
    }
    if (namesPictures(format)) {
        const QFileInfo info(path);
        const std::string folder = toUtf8(info.completeBaseName()) + "-pictures";
        TRY_ASSIGN(service::TextWithPictures beside, service::withPicturesBeside(session, text, folder));
        if (!beside.files.empty())
            TRY(service::writePictures(toUtf8(info.absolutePath()) + '/' + folder, beside.files));
        text = std::move(beside.text);
        written.pictures = int(beside.files.size());
        written.gone = int(beside.gone);
    }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), qint64(text.size())) != qint64(text.size()) || !file.commit())
        return Error(ErrorKind::Io, "data.cannot_write").with("path", toUtf8(path));
    return written;
}

} // namespace audience::ui
