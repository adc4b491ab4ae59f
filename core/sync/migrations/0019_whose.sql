-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a login may read is asked by every policy of every table. A function in SQL is parsed and planned anew for each of
-- them; these are planned once a connection.
SET LOCAL ROLE updesk_owner;
SET LOCAL search_path = updesk, pg_temp;

CREATE OR REPLACE FUNCTION my_stores() RETURNS int[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path=updesk,pg_temp AS $$
BEGIN
  RETURN (SELECT coalesce(array_agg(store_id) || CASE WHEN count(*)>0 THEN '{0}'::int[] ELSE '{}' END
    || CASE WHEN bool_or(role='principal') THEN '{-1}'::int[] ELSE '{}' END, '{}') FROM member WHERE login=session_user);
END $$;
CREATE OR REPLACE FUNCTION my_managed() RETURNS int[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path=updesk,pg_temp AS $$
BEGIN
  RETURN (SELECT coalesce(array_agg(store_id), '{}') FROM member
    WHERE login=session_user AND role IN ('manager','principal','admin'));
END $$;
CREATE OR REPLACE FUNCTION my_person() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path=updesk,pg_temp AS $$
BEGIN
  RETURN (SELECT coalesce(array_agg(user_id), '{}') FROM member WHERE login=session_user);
END $$;
