// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/staff.h"
#include "ui/parts/sheetdialog.h"

#include <QAbstractButton>

#include <vector>

namespace updesk
{

/// One person as a tile: initials, name and what they do here.
class PersonTile final : public QAbstractButton
{
    Q_OBJECT
public:
    PersonTile(const Person &person, bool here, QWidget *parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_role;
    bool m_here;
};

/// Ctrl+Shift+L: who takes the desk? Arrows move, a letter goes to the next name that begins so, Enter takes.
class PersonSheet final : public SheetDialog
{
    Q_OBJECT
public:
    explicit PersonSheet(QWidget *window);
    /// Shows these people; `here` is the one at the desk now.
    void openFor(const std::vector<Person> &people, PersonId here);

Q_SIGNALS:
    void chosen(int index); ///< into the people given

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool takeKey(QKeyEvent *event);
    void move(int to);
    std::vector<PersonTile *> m_tiles;
    int m_columns = 3;
};

} // namespace updesk
