#include "movein/tool.h"

namespace audience::movein {

std::string_view toText(Tool tool) {
    switch (tool) {
    case Tool::Braze:
        return "braze";
    case Tool::Klaviyo:
        return "klaviyo";
    case Tool::CustomerIo:
        return "customerio";
    case Tool::Mailchimp:
        return "mailchimp";
    }
    return {};
}

std::string_view nameOf(Tool tool) {
    switch (tool) {
    case Tool::Braze:
        return "Braze";
    case Tool::Klaviyo:
        return "Klaviyo";
    case Tool::CustomerIo:
        return "Customer.io";
    case Tool::Mailchimp:
        return "Mailchimp";
    }
    return {};
}

std::optional<Tool> toolFromText(std::string_view text) {
    for (const Tool tool : kTools)
        if (toText(tool) == text)
            return tool;
    return std::nullopt;
}

std::string_view toText(FileKind kind) {
    switch (kind) {
    case FileKind::People:
        return "people";
    case FileKind::Suppressions:
        return "suppressions";
    case FileKind::History:
        return "history";
    case FileKind::Template:
        return "template";
    case FileKind::Known:
        return "known";
    case FileKind::Unknown:
        return "unknown";
    }
    return {};
}

} // namespace audience::movein
