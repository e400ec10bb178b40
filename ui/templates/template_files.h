// Emails as files of the window: one read with the pictures beside it, one written with them. Not on the main thread.
#pragma once

#include "service/template_import.h"

#include <QString>

namespace audience::ui {

struct OpenedFile {
    service::TemplateImport read; // its name that of the file where it has none
    int pictures = 0;             // that came into the library
    std::vector<Error> left;      // why others did not
};
// HTML, MJML, blocks or a whole template, by what is in it; pictures are taken once it could be read, from its folder and those
// below. Errors: "ingest.file_unreadable" {path, reason}, "cli.file_too_large" {path, limit}, those of readTemplateFile().
Result<OpenedFile> openTemplateFile(service::Session &session, const QString &path);

struct WrittenFile {
    int pictures = 0, gone = 0; // written beside it; not in the library any more
    std::vector<model::Finding> findings; // what the other program will not show as it is here
};
// Whole or not at all; pictures of HTML and MJML in a folder beside it. Errors: "data.cannot_write" {path}, those of
// writtenTemplate() and of pictures.
Result<WrittenFile> writeTemplateFile(service::Session &session, const model::EmailTemplate &email, service::TemplateFormat format, const QString &path);

} // namespace audience::ui
