// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/settingsection.h"

#include <QDate>

#include <array>

namespace updesk
{

/// What is read into the store from a file here.
enum class ListKind : quint8 { DoNotCall, Calls };

/// Data: where this desk's file is and how it lies there, the do-not-call list, and the calls of a phone system. Reads
/// no file itself.
class DataSection final : public SettingSection
{
    Q_OBJECT
public:
    DataSection();
    void setFacts(const DeskFacts &facts) override;
    /// The do-not-call list that the store has, and what is to be said of it; Bad: a warning.
    void setList(const QString &words, const QString &note, Colour colour);
    void takeFocusAtList(); ///< its button, to import another one
    void setBarred(const QString &why); ///< nothing may be imported; empty: it may
    void askDate(const QString &file); ///< of the list in it
    /// The rules of law that hold; `own`: the store's, which can be taken out again.
    void setLaw(const QString &words, const QString &note, bool own);
    void setLawRefused(const QString &words); ///< empty: nothing is wrong any more
    void setWorking(ListKind kind, const QString &words, bool mayCancel); ///< until one of the next two
    void setDone(ListKind kind, const QString &words);
    void setRefused(ListKind kind, const QString &words);

Q_SIGNALS:
    void lawWanted(); ///< to be read from a file
    void lawCopyWanted(); ///< to be saved as one
    void shippedLawWanted();
    void importWanted(updesk::ListKind kind);
    void dated(const QDate &day); ///< after askDate()
    void cancelWanted();

private:
    struct Import {
        SettingRow *row, *newsRow;
        TextLabel *news;
        Button *button, *cancel;
    };
    void addImport(ListKind kind, const QString &label, const QString &name, const QString &spoken);
    void addNews(Import &one, const QString &name);
    void addDate();
    void addLaw();
    void takeDate();
    void showImports();
    void tell(ListKind kind, const QString &news, const QString &error);
    Import &of(ListKind kind) { return m_imports[size_t(kind)]; }

    std::vector<std::pair<SettingRow *, TextLabel *>> m_lines;
    std::array<Import, 2> m_imports{};
    TextLabel *m_list = nullptr, *m_law = nullptr;
    SettingRow *m_lawRow = nullptr;
    Button *m_lawFile = nullptr, *m_lawShipped = nullptr;
    QString m_lawNote;
    bool m_ownLaw = false;
    SettingRow *m_dateRow = nullptr;
    QLineEdit *m_date = nullptr;
    QString m_listNote, m_barred;
    bool m_working = false, m_mayCancel = false;
};

/// About: which UpDesk this is and under which licence.
class AboutSection final : public SettingSection
{
    Q_OBJECT
public:
    AboutSection();
    void setFacts(const DeskFacts &facts) override;

private:
    TextLabel *m_version;
};

} // namespace updesk
