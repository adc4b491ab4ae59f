// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/peopleverbs.h"
#include "ui/lead/promptbar.h"

#include <QPointer>
#include <QWidget>

class QKeyEvent;
class QMenu;

namespace updesk
{

class Banner;
class LeadModel;
class MergeSheet;

/// Who else the customer may be or lives with: the line on a record that looks alike, and what a person makes of two
/// records: one person, two people, one household.
class OtherRecords final : public QWidget
{
    Q_OBJECT
public:
    /// What the panel around it does.
    struct Calls {
        std::function<void(Prompt)> ask;
        std::function<void(const Result<DeedId> &, const QString &)> did;
        std::function<void(const QString &)> tell;
    };
    OtherRecords(LeadModel &model, Calls calls, QWidget *parent = nullptr);
    void refresh();
    /// Shift+M, Shift+D and H; false: it is another's key.
    bool takeLetter(const QKeyEvent &event);
    void fill(QMenu &menu);
    void unmerge(ActivityId merge); ///< of this line of the history
    QString words() const; ///< of the line; empty: nobody looks alike

private:
    /// A record that looks alike.
    struct Look {
        CustomerId customer;
        QString name;
        Match match;
    };
    using Act = void (OtherRecords::*)(CustomerId);
    void compare(CustomerId other);
    void tellApart(CustomerId other);
    void link(CustomerId other);
    void choose(const QString &title, Act act);
    void askMerge();
    void askApart();
    void askHousehold();
    void leave();
    QString nameOf(CustomerId customer) const;
    std::vector<Look> looks() const;
    static QString wordsOf(const Look &look);
    CustomerId typed(const QString &text, QString *words) const;
    LeadModel &m_model;
    Calls m_calls;
    Banner *m_line;
    QPointer<MergeSheet> m_sheet;
};

} // namespace updesk
