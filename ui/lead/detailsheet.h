// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/details.h"
#include "ui/lead/formsheet.h"

#include <functional>

class QComboBox;

namespace updesk
{

/// The form in which a person corrects what is on file of a customer: names, language, place, phones, e-mails.
class DetailSheet final : public FormSheet
{
    Q_OBJECT
public:
    /// What a form holds: what was on file when it was opened, and what is typed in each field.
    struct Typed {
        CustomerDetails opened;
        QStringList texts;
    };
    /// What is done with it. `save`: on success the sheet closes, else it says why not. `keep`: closed unsaved;
    /// without texts nothing in it differs from the file. `fresh`: what was typed is given up for what stands on file
    /// now.
    struct Ways {
        std::function<Result<DeedId>(const CustomerDetails &)> save;
        std::function<void(const Typed &)> keep;
        std::function<void()> fresh;
    };
    /// `owner`: whose. `texts`: typed before; none: nothing was.
    DetailSheet(QWidget *window, const Typed &typed, const QString &owner, Ways ways);

protected:
    void escape() override;

private:
    enum Entry { First, Last, Suffix, Company };
    enum Place { Street, City, Region, Postal, Country }; ///< from m_street on
    void makeBody();
    void addWays();
    void addPlace();
    void addLanguage();
    QStringList onFile() const; ///< the texts of what was opened, a field each and then the language
    QStringList texts() const;
    void setTexts(const QStringList &texts);
    CustomerDetails read() const;
    void save() override;
    int fieldOf(const QString &what, size_t nth) const; ///< where a mistake of saveDetails() is said
    void refuse(const Error &error);
    void showWhole(QWidget *part);
    CustomerDetails m_opened;
    Ways m_ways;
    std::vector<int> m_phones, m_emails; ///< the field of each; the last one is of another
    int m_street = 0, m_fields = 0; ///< the first field of the place, and how many there are
    QComboBox *m_language;
    Button *m_save, *m_fresh;
};

} // namespace updesk
