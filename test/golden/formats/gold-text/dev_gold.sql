SELECT count(*) FROM ship	harbour
select name from ship where note = "a	b"	harbour

SELECT 1
