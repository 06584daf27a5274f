#include "app/cli/reports.h"

#include <iostream>

namespace app {
namespace {

void print_list(const std::vector<std::string>& documents) {
    if (documents.size() == 1) {
        std::cout << documents.front() << "\n";
        return;
    }
    std::cout << "[";
    for (std::size_t i = 0; i < documents.size(); ++i) std::cout << (i > 0 ? ",\n" : "\n") << documents[i];
    std::cout << "\n]\n";
}

}  // namespace

void Reports::add(const geo::ImportReport& report) {
    texts_.push_back(session_.json ? geo::report_json(report, session_.lang)
                                   : geo::describe(session_.lang, report));
    refused_ = refused_ || report.outcome == geo::Outcome::refuse;
    asks_ = asks_ || report.outcome == geo::Outcome::ask;
    rejected_ = rejected_ || report.rows_rejected > 0;
}

int Reports::print(bool strict) const {
    if (session_.json)
        print_list(texts_);
    else
        for (const std::string& text : texts_) std::cout << text << "\n";
    if (refused_) return exit_refused;
    if (asks_) return exit_ask;
    return strict && rejected_ ? exit_rejected : exit_done;
}

int Reports::print(const geo::Error& error) const {
    if (!session_.json) {
        for (const std::string& text : texts_) std::cout << text << "\n";
        return session_.failed(error);
    }
    std::vector<std::string> documents = texts_;
    documents.push_back(error_json(session_, error));
    print_list(documents);
    Session words_alone;
    words_alone.lang = session_.lang;
    return words_alone.failed(error);
}

}  // namespace app
